package io.millrace.pipelines.step;

import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.corpus.Verdict;
import java.util.List;
import java.util.Optional;

/** Measures the signals of a filter, then applies its rules: the first broken rule decides. */
public final class FilterStep implements Step {

  /** Measures the signals of a document. */
  @FunctionalInterface
  public interface Measure {
    /**
     * @param offset place of the first signal in {@link WorkingDocument#signals()}
     * @return false when there is nothing to measure; the document then passes
     */
    boolean apply(WorkingDocument document, int offset);
  }

  private final List<String> signals;
  private final Rules rules;
  private final Measure measure;

  public FilterStep(Filter filter) {
    this(
        filter.signals(),
        filter.rules(),
        (document, offset) -> {
          filter.measure(document.document(), document.analysis(), document.signals(), offset);
          return true;
        });
  }

  /**
   * @param signals names of the signals that {@code measure} writes, by place
   */
  public FilterStep(List<String> signals, List<Rule> rules, Measure measure) {
    this.signals = signals;
    this.rules = new Rules(rules, signals);
    this.measure = measure;
  }

  @Override
  public List<String> signals() {
    return signals;
  }

  @Override
  public List<Rule> rules() {
    return rules.list();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument document, int offset) {
    return measure.apply(document, offset)
        ? rules.firstBroken(document.document().language(), document.signals(), offset)
        : Optional.empty();
  }
}
