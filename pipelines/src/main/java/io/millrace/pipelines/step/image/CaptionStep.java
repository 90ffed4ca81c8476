package io.millrace.pipelines.step.image;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.filters.caption.CaptionCleaner;
import io.millrace.filters.caption.CaptionFilter;
import io.millrace.filters.caption.ImageTextSettings;
import io.millrace.pipelines.step.FilterStep;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cleans the captions of a pair, then judges the chosen one. */
public final class CaptionStep {

  private CaptionStep() {}

  public static Step of(ImageTextSettings settings) {
    CaptionCleaner cleaner = new CaptionCleaner(settings);
    CaptionFilter filter = new CaptionFilter(settings);
    return new FilterStep(
        filter.signals(),
        filter.rules(),
        (pair, offset) -> {
          Optional<ImagePart> part = pair.image();
          if (part.isEmpty()) {
            return false;
          }
          pair.replaceImage(cleaned(part.get(), cleaner));
          pair.replace(pair.document().withText(cleaner.clean(pair.document().text())));
          filter.measure(pair.analysis(), pair.signals(), offset);
          return true;
        });
  }

  /** Cleans the other captions; one that would become empty stays as it is. */
  private static ImagePart cleaned(ImagePart part, CaptionCleaner cleaner) {
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
