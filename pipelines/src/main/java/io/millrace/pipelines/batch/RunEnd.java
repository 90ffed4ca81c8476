package io.millrace.pipelines.batch;

import io.millrace.corpus.Outcome;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.commit.Manifests;
import io.millrace.pipelines.commit.RunReporter;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.commit.StageCost;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.pipelines.summary.Ending;
import io.millrace.pipelines.summary.RunSummary;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ManifestJson;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The end of a run whose shards are written: manifest and reports, or the list of windows; the
 * checks; and {@code _SUCCESS} last.
 */
final class RunEnd {

  private final RunRequest request;
  private final RunReporter reporter;
  private final OutputFolder output;
  private final MillPlan plan;

  RunEnd(RunRequest request, RunReporter reporter, OutputFolder output, MillPlan plan) {
    this.request = request;
    this.reporter = reporter;
    this.output = output;
    this.plan = plan;
  }

  /**
   * Writes what describes the run, and marks it as done.
   *
   * @throws MillraceException when the counts do not add up, or too many records failed
   */
  RunResult finish(
      DocumentChain chain, SortedMap<String, StageCost> costs, double seconds, long inputBytes)
      throws IOException {
    plan.claim().check();
    boolean windowed = plan.windows().isOn();
    int shards = request.recipe().output().shards();
    RunSummary summary =
        RunSummary.merge(windowed ? List.of() : output.work().summaries(shards, plan.claim()));
    RunResult result =
        new RunResult(summary, chain.stageNames(), chain.rules(), costs, seconds, inputBytes);
    if (windowed) {
      finishWindows();
    } else {
      finishWhole(result);
    }
    return result;
  }

  private void finishWindows() throws IOException {
    WindowIndex index = WindowIndex.of(request.output());
    output.write(Shards.WINDOW_LIST, index.toJson());
    checkTolerance(index.totals(), "");
    output.succeed(List.of(Shards.WINDOW_LIST), plan.claim());
  }

  private void finishWhole(RunResult result) throws IOException {
    Manifest manifest = Manifests.of(request, result);
    List<String> names = new ArrayList<>();
    output.write(Shards.MANIFEST, ManifestJson.write(manifest));
    names.add(Shards.MANIFEST);
    for (Map.Entry<String, byte[]> report : reporter.files(result, manifest).entrySet()) {
      output.write(report.getKey(), report.getValue());
      names.add(report.getKey());
    }
    List<String> contradictions = manifest.contradictions();
    if (!contradictions.isEmpty()) {
      throw new MillraceException(
          ErrorKind.INTERNAL, "the counts do not add up: " + String.join("; ", contradictions));
    }
    checkTolerance(manifest.totals(), mostOften(result.summary()));
    output.succeed(names, plan.claim());
  }

  private void checkTolerance(Manifest.Counts counts, String mostOften) {
    if (counts.failed() > request.recipe().tolerance() * counts.input()) {
      throw new MillraceException(
          ErrorKind.TOO_MANY_FAILED,
          counts.failed()
              + " of "
              + counts.input()
              + " records failed"
              + mostOften
              + ", more than the tolerance of "
              + request.recipe().tolerance()
              + " allows; see "
              + request.output()
              + "/rejected and the report");
    }
  }

  /** The reason that most records failed for, their number, and the detail of one of them. */
  private static String mostOften(RunSummary summary) {
    SortedMap<String, Long> reasons = new TreeMap<>();
    for (Ending ending : summary.endings()) {
      if (ending.outcome() == Outcome.FAILED) {
        reasons.merge(ending.reason(), ending.documents(), Long::sum);
      }
    }
    return reasons.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(
            most -> {
              String detail =
                  summary.examples().getOrDefault(most.getKey(), List.of()).stream()
                      .findFirst()
                      .map(example -> ": " + Wording.show(example.detail()))
                      .orElse("");
              return " (most often " + most.getKey() + ", " + most.getValue() + detail + ")";
            })
        .orElse("");
  }
}
