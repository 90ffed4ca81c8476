package io.millrace.pipelines.shard;

import io.millrace.corpus.Document;
import io.millrace.pipelines.step.RephraseStep;
import io.millrace.pipelines.summary.Example;
import io.millrace.pipelines.summary.RephraseCounts;
import io.millrace.rephrase.document.PassageResult;
import io.millrace.rephrase.document.RephraseResult;
import io.millrace.rephrase.document.RephraseSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Counts the results for one document, in all styles that were chosen for it. */
final class RephraseTally {

  private static final int EXCERPT = 1_200;

  private final RephraseSettings settings;
  private final SortedMap<String, Long> outcomes = new TreeMap<>();
  private final SortedMap<String, Long> failed = new TreeMap<>();
  private final SortedMap<String, String> prompts = new TreeMap<>();
  private final List<RephraseCounts.Passage> examples = new ArrayList<>();
  private final StringJoiner detail = new StringJoiner("; ");
  private final double[] sums = new double[RephraseStep.MEANS.size()];
  private final long[] measured = new long[sums.length];
  private double propensity = Double.NaN;
  private long generated;
  private long cached;
  private long written;
  private long passages;
  private long passed;

  RephraseTally(RephraseSettings settings) {
    this.settings = settings;
  }

  void add(Document source, RephraseResult result) {
    if (Double.isNaN(propensity)) {
      propensity = result.choice().propensity();
    }
    outcomes.merge(result.outcome().key(), 1L, Long::sum);
    prompts.put(result.origin().prompt(), result.choice().style() + " " + source.language());
    written += result.text().isPresent() ? 1 : 0;
    SortedMap<String, Long> ownFailures = new TreeMap<>();
    for (PassageResult passage : result.passages()) {
      add(source, result, passage, ownFailures);
    }
    String line = "rephrase " + result.choice().style() + ": " + result.outcome().key();
    if (!ownFailures.isEmpty()) {
      StringJoiner reasons = new StringJoiner(", ", " (", ")");
      ownFailures.forEach((reason, count) -> reasons.add(reason + " " + count));
      line += reasons;
    }
    detail.add(line);
  }

  private void add(
      Document source,
      RephraseResult result,
      PassageResult passage,
      SortedMap<String, Long> ownFailures) {
    passages++;
    if (passage.passed()) {
      passed++;
    } else {
      failed.merge(passage.reason(), 1L, Long::sum);
      ownFailures.merge(passage.reason(), 1L, Long::sum);
    }
    if (!passage.answered()) {
      return;
    }
    if (passage.cached()) {
      cached++;
    } else {
      generated++;
    }
    for (int i = 0; i < sums.length; i++) {
      double value = passage.signals().getOrDefault(RephraseStep.MEANS.get(i), Double.NaN);
      if (Double.isFinite(value)) {
        sums[i] += value;
        measured[i]++;
      }
    }
    examples.add(
        new RephraseCounts.Passage(
            source.id(),
            passage.number(),
            source.language(),
            result.choice().style(),
            Example.excerpt(passage.source(), EXCERPT),
            Example.excerpt(passage.raw(), EXCERPT),
            passage.failures(),
            passage.detail()));
  }

  RephraseCounts counts() {
    return new RephraseCounts(
        0, 0, 0, 0, 0, generated, cached, written, outcomes, passages, passed, failed, prompts,
        examples);
  }

  /** The result for the verdict; signals in the order of {@link RephraseStep#names()}. */
  Outcomes.Outcome outcome() {
    double[] signals = new double[RephraseStep.names().size()];
    Arrays.fill(signals, Double.NaN);
    signals[0] = written;
    signals[1] = propensity;
    signals[2] = passages;
    signals[3] = passed;
    for (int i = 0; i < sums.length; i++) {
      if (measured[i] > 0) {
        signals[signals.length - sums.length + i] = sums[i] / measured[i];
      }
    }
    boolean replaced =
        written > 0 && settings.emission() == RephraseSettings.Emission.REPHRASED_ONLY;
    return new Outcomes.Outcome(signals, replaced, detail.toString());
  }
}
