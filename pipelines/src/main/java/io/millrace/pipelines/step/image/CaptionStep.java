package io.millrace.pipelines.step.image;

import io.millrace.api.Rule;
import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.Verdict;
import io.millrace.filters.caption.CaptionCleaner;
import io.millrace.filters.caption.CaptionFilter;
import io.millrace.filters.caption.ImageTextSettings;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Rules;
import io.millrace.pipelines.step.Step;
import io.millrace.pipelines.step.WorkingDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cleans the captions of a pair, then judges the chosen one. */
public final class CaptionStep implements Step {

  private final CaptionCleaner cleaner;
  private final CaptionFilter filter;
  private final Rules rules;

  public CaptionStep(ImageTextSettings settings) {
    this.cleaner = new CaptionCleaner(settings);
    this.filter = new CaptionFilter(settings);
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
    Optional<ImagePart> part = working.image();
    if (part.isEmpty()) {
      return Optional.empty();
    }
    working.replaceImage(cleaned(part.get()));
    working.replace(working.document().withText(cleaner.clean(working.document().text())));
    filter.measure(working.analysis(), working.signals(), offset);
    return rules.firstBroken(working.document().language(), working.signals(), offset);
  }

  /** The other texts that were written for the image; what nothing is left of stays as it was. */
  private ImagePart cleaned(ImagePart part) {
    List<Caption> captions = new ArrayList<>();
    for (int i = 0; i < part.captions().size(); i++) {
      Caption caption = part.captions().get(i);
      boolean written =
          caption.kind() == CaptionKind.ALT
              || caption.kind() == CaptionKind.CAPTION
              || caption.kind() == CaptionKind.TITLE;
      String text = written && i != part.chosen() ? cleaner.clean(caption.text()) : "";
      captions.add(text.isEmpty() ? caption : caption.withText(text));
    }
    return part.withCaptions(captions);
  }
}
