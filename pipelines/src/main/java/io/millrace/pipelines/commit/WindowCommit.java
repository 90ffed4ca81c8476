package io.millrace.pipelines.commit;

import io.millrace.api.Rule;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.Segment;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.output.WindowChain;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.summary.RunSummary;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ManifestJson;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a window whose shards are all written: manifest, reports, and {@code _SUCCESS} last. A
 * committed window never changes; committing it again does nothing.
 */
final class WindowCommit {

  private static final Logger LOG = LoggerFactory.getLogger(WindowCommit.class);

  private final MillPlan plan;
  private final Recipe recipe;
  private final WindowTimes windows;
  private final SortedMap<String, String> models;
  private final WindowReporter reporter;
  private final List<String> stages;
  private final List<List<Rule>> rules;
  private final boolean streaming;
  private WindowChain chain;

  /**
   * @param models hashes of the models by name
   * @param streaming whether each window is added to the list of windows when it is committed; a
   *     batch run writes the list at its end
   */
  WindowCommit(
      MillPlan plan, SortedMap<String, String> models, WindowReporter reporter, boolean streaming) {
    this.streaming = streaming;
    this.plan = plan;
    this.recipe = plan.recipe();
    this.windows = plan.windows();
    this.models = models;
    this.reporter = reporter;
    DocumentChain chain = Stages.chain(recipe, ChainResources.withoutMarks(recipe, plan.models()));
    this.stages = chain.stageNames();
    this.rules = chain.rules();
  }

  /**
   * @param start of the window
   * @param segments files of the window's segments, which are deleted
   * @throws IllegalStateException when the counts do not add up, which is a bug
   */
  void commit(long start, Collection<String> segments) throws IOException {
    plan.claim().check();
    if (streaming && chain == null) {
      // must be opened before the first window is written
      chain = WindowChain.open(plan.output());
    }
    OutputFolder output = new OutputFolder(windows.output(plan.output(), start));
    if (!output.exists(Shards.SUCCESS)) {
      RunSummary summary =
          RunSummary.merge(output.work().summaries(recipe.output().shards(), plan.claim()));
      RunResult result = new RunResult(summary, stages, rules, Collections.emptySortedMap(), 0, 0);
      Manifest manifest =
          Manifests.ofWindow(recipe, models, plan.plugins(), plan.sample().sampling(), result);
      List<String> contradictions = manifest.contradictions();
      if (!contradictions.isEmpty()) {
        throw new IllegalStateException(
            "the counts of window "
                + windows.name(start)
                + " do not add up: "
                + String.join("; ", contradictions));
      }
      List<String> names = new ArrayList<>(List.of(Shards.MANIFEST));
      output.write(Shards.MANIFEST, ManifestJson.write(manifest));
      for (Map.Entry<String, byte[]> report : reporter.files(recipe, result, manifest).entrySet()) {
        output.write(report.getKey(), report.getValue());
        names.add(report.getKey());
      }
      output.succeed(names, plan.claim());
      Manifest.Counts counts = manifest.totals();
      LOG.info(
          "committed: {} records = {} kept + {} dropped + {} failed",
          counts.input(),
          counts.kept(),
          counts.dropped(),
          counts.failed());
    } else {
      // a worker was killed between _SUCCESS and the end of the cleanup
      output.work().tidy();
    }
    if (streaming) {
      chain.add(windows.name(start));
    }
    Segment.delete(plan.output(), segments);
  }
}
