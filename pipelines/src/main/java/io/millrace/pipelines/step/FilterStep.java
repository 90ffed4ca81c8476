package io.millrace.pipelines.step;

import io.millrace.api.Filter;
import io.millrace.api.Rule;
import io.millrace.corpus.Verdict;
import java.util.List;
import java.util.Optional;

/** Measures with a filter, then applies its rules: the first that is broken decides. */
public final class FilterStep implements Step {

  private final Filter filter;
  private final Rules rules;

  public FilterStep(Filter filter) {
    this.filter = filter;
    this.rules = new Rules(filter.rules(), filter.signals());
  }

  @Override
  public List<String> signals() {
    return filter.signals();
  }

  @Override
  public List<Rule> rules() {
    return rules.list();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument document, int offset) {
    filter.measure(document.document(), document.analysis(), document.signals(), offset);
    return rules.firstBroken(document.document().language(), document.signals(), offset);
  }
}
