package io.millrace.pipelines.step.image;

import io.millrace.api.Rule;
import io.millrace.corpus.ImageFacts;
import io.millrace.corpus.Verdict;
import io.millrace.images.filter.ImageFilter;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Rules;
import io.millrace.pipelines.step.Step;
import io.millrace.pipelines.step.WorkingDocument;
import java.util.List;
import java.util.Optional;

/** Measures the image of a pair, then applies the filter's rules: the first broken decides. */
public final class ImageFilterStep implements Step {

  private final ImageFilter filter;
  private final Rules rules;

  public ImageFilterStep(ImageFilter filter) {
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
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    Optional<ImageFacts> facts = working.image().flatMap(ImagePart::facts);
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    filter.measure(facts.get(), working.signals(), offset);
    return rules.firstBroken(working.document().language(), working.signals(), offset);
  }
}
