package io.millrace.pipelines.step.image;

import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Verdict;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Rules;
import io.millrace.pipelines.step.Step;
import io.millrace.pipelines.step.WorkingDocument;
import java.util.List;
import java.util.Optional;

/** Chooses the caption of a candidate, and drops candidates before they are fetched. */
public final class CandidateStep implements Step {

  private final CandidateSettings settings;
  private final List<CaptionKind> kinds;
  private final Rules rules;

  public CandidateStep(CandidateSettings settings) {
    this.settings = settings;
    this.kinds = settings.kinds();
    this.rules =
        new Rules(
            List.of(
                Rule.atLeast(
                    DropReason.STATED_TOO_SMALL,
                    "stated_side",
                    PerLanguage.of(settings.statedSide()))),
            signals());
  }

  @Override
  public List<String> signals() {
    return List.of("stated_side");
  }

  @Override
  public List<Rule> rules() {
    return rules.list();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    Optional<ImagePart> found = working.image();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ImagePart part = found.get().choosing(kinds);
    working.replaceImage(part);
    working.replace(part.captioned(working.document()));
    int side = statedSide(part);
    if (side > 0) {
      working.signals()[offset] = side;
    }
    if (working.document().text().isBlank()) {
      return Optional.of(Verdict.Dropped.because(DropReason.NO_CAPTION));
    }
    if (settings.inContent() && !part.inContent()) {
      return Optional.of(Verdict.Dropped.because(DropReason.OUTSIDE_CONTENT));
    }
    return rules.firstBroken("", working.signals(), offset);
  }

  /** The shorter of the stated sides; 0 if none is stated. */
  private static int statedSide(ImagePart part) {
    int width = part.statedWidth();
    int height = part.statedHeight();
    return width > 0 && height > 0 ? Math.min(width, height) : Math.max(width, height);
  }
}
