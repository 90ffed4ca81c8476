package io.millrace.pipelines.chain;

import io.millrace.corpus.Rule;
import io.millrace.corpus.Verdict;
import java.util.List;
import java.util.Optional;

/** Applies rules to measured signals. */
final class Rules {

  private Rules() {}

  /** For each rule the place of its signal. */
  static int[] places(List<Rule> rules, List<String> signals) {
    int[] places = new int[rules.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = signals.indexOf(rules.get(i).signal());
      if (places[i] < 0) {
        throw new IllegalArgumentException(
            "rule on signal '" + rules.get(i).signal() + "', which is not among " + signals);
      }
    }
    return places;
  }

  static Optional<Verdict> firstBroken(
      List<Rule> rules, int[] places, String language, double[] signals, int offset) {
    for (int i = 0; i < places.length; i++) {
      Rule rule = rules.get(i);
      double value = signals[offset + places[i]];
      if (rule.isBrokenBy(value, language)) {
        return Optional.of(
            Verdict.Dropped.because(
                rule.reason(), rule.signal(), value, rule.limit().of(language)));
      }
    }
    return Optional.empty();
  }
}
