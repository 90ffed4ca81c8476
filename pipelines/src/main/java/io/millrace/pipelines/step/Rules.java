package io.millrace.pipelines.step;

import io.millrace.api.Rule;
import io.millrace.corpus.Verdict;
import java.util.List;
import java.util.Optional;

/** The rules of a stage, applied to its measured signals in order. */
public final class Rules {

  private final List<Rule> rules;

  /** For each rule, the index of its signal. */
  private final int[] places;

  /**
   * @param signals names of the stage's signals by index
   * @throws IllegalArgumentException when the signal of a rule is not among them
   */
  public Rules(List<Rule> rules, List<String> signals) {
    this.rules = List.copyOf(rules);
    this.places = new int[rules.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = signals.indexOf(rules.get(i).signal());
      if (places[i] < 0) {
        throw new IllegalArgumentException(
            "rule on signal '" + rules.get(i).signal() + "', which is not among " + signals);
      }
    }
  }

  public List<Rule> list() {
    return rules;
  }

  /**
   * The verdict of the first broken rule.
   *
   * @param signals signals of the whole chain
   * @param offset index of the stage's first signal
   */
  public Optional<Verdict> firstBroken(String language, double[] signals, int offset) {
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
