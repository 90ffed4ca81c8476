package io.millrace.pipelines.batch;

import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.images.ImageFetcher;
import io.millrace.connectors.fetch.store.FetchStore;
import io.millrace.pipelines.engine.SharedResources;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The fetcher that all workers of a process share, so that its limits hold for the process. See
 * {@link SharedResources}.
 */
final class SharedFetcher {

  private static final SharedResources<FetchSettings, SharedFetcher> OPEN =
      new SharedResources<>(SharedFetcher::new, shared -> shared.fetcher.close());

  /** Folder of the fetched images, in a run's work folder. */
  static final String FOLDER = "fetched";

  private final FetchSettings settings;
  private final ImageFetcher fetcher;

  private SharedFetcher(FetchSettings settings) {
    this.settings = settings;
    this.fetcher = new ImageFetcher(settings);
  }

  /** The fetcher of these settings; call {@link #release} when done. */
  static SharedFetcher acquire(FetchSettings settings) throws IOException {
    return OPEN.acquire(settings);
  }

  void release() {
    OPEN.release(settings);
  }

  ImageFetcher fetcher() {
    return fetcher;
  }

  /**
   * The store of a partition. It is in the run's work folder if the output is on a local file
   * system, so that a restarted run finds it; else in the worker's temporary folder.
   */
  FetchStore openStore(MillPlan plan, int partition) throws IOException {
    String name = String.format(Locale.ROOT, "part-%05d", partition);
    Path output = plan.output().contains("://") ? plan.temporaryFolder() : Path.of(plan.output());
    Path folder = output.resolve(Shards.WORK).resolve(FOLDER).resolve(name);
    return FetchStore.open(folder, true);
  }
}
