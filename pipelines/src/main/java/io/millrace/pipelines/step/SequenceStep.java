package io.millrace.pipelines.step;

import io.millrace.api.Rule;
import io.millrace.corpus.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two steps in one stage: the first cleans the text, the second judges the cleaned text. */
public final class SequenceStep implements Step {

  private final Step first;
  private final Step second;
  private final List<String> signals;
  private final List<Rule> rules;

  public SequenceStep(Step first, Step second) {
    this.first = first;
    this.second = second;
    this.signals = concat(first.signals(), second.signals());
    this.rules = concat(first.rules(), second.rules());
  }

  private static <T> List<T> concat(List<T> left, List<T> right) {
    List<T> both = new ArrayList<>(left);
    both.addAll(right);
    return List.copyOf(both);
  }

  @Override
  public List<String> signals() {
    return signals;
  }

  @Override
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public void prepare() throws IOException {
    first.prepare();
    second.prepare();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument document, int offset) throws Exception {
    Optional<Verdict> verdict = first.apply(document, offset);
    return verdict.isPresent() ? verdict : second.apply(document, offset + first.signals().size());
  }
}
