package io.millrace.pipelines.run;

import java.io.IOException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Commits each window when all its shards are there. All windows have one key, so one worker
 * commits them, in the order in which they close. Gives the starts of the windows.
 */
final class CommitWindows extends PTransform<PCollection<KV<Integer, String>>, PCollection<Long>> {

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;
  private final SortedMap<String, String> models;
  private final WindowReporter reporter;

  /**
   * @param models hashes of the models by name
   */
  CommitWindows(MillPlan plan, SortedMap<String, String> models, WindowReporter reporter) {
    this.plan = plan;
    this.models = models;
    this.reporter = reporter;
  }

  @Override
  public PCollection<Long> expand(PCollection<KV<Integer, String>> shards) {
    return shards
        .apply("GroupWindow", GroupByKey.create())
        .apply("CommitWindow", ParDo.of(new CommitFn(plan, models, reporter)))
        .setCoder(VarLongCoder.of());
  }

  private static final class CommitFn extends DoFn<KV<Integer, Iterable<String>>, Long> {

    private static final long serialVersionUID = 1L;

    private final MillPlan plan;
    private final SortedMap<String, String> models;
    private final WindowReporter reporter;
    private transient WindowCommit commit;

    CommitFn(MillPlan plan, SortedMap<String, String> models, WindowReporter reporter) {
      this.plan = plan;
      this.models = models;
      this.reporter = reporter;
    }

    @ProcessElement
    public void commit(
        @Element KV<Integer, Iterable<String>> shards,
        BoundedWindow window,
        OutputReceiver<Long> out)
        throws IOException {
      if (commit == null) {
        // not at setup: the chain's lists are only for the one worker that commits
        commit = new WindowCommit(plan, models, reporter);
      }
      long start = InWindows.start(plan.windows(), window);
      SortedSet<String> segments = new TreeSet<>();
      shards.getValue().forEach(files -> segments.addAll(files.lines().toList()));
      commit.commit(start, segments);
      Progress.windowCommitted();
      out.output(start);
    }
  }
}
