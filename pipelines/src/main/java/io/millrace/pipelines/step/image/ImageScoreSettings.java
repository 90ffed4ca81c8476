package io.millrace.pipelines.step.image;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import io.millrace.connectors.score.ScorerSettings;
import java.util.Objects;

/** Settings of the stage {@code image-score}. */
public record ImageScoreSettings(
    @Setting(
            value =
                "Lowest similarity of image and caption that is kept, by the caption's language.",
            min = -1,
            max = 1)
        PerLanguage threshold,
    @Setting(
            value =
                "Share of the pairs of a language that reach the threshold which is"
                    + " kept, the best first.",
            min = 0,
            max = 1)
        PerLanguage keepShare,
    @Setting("The dual encoder.") ScorerSettings model) {

  public ImageScoreSettings {
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(keepShare, "keepShare");
    Objects.requireNonNull(model, "model");
  }

  /** Whether pairs are dropped because others have a better score. */
  public boolean comparesPairs() {
    return keepShare.byDefault() < 1
        || keepShare.languages().values().stream().anyMatch(share -> share < 1);
  }

  /** The threshold of LAION-400M with CLIP: .3 (Schuhmann et al. 2021, section 2). */
  public static ImageScoreSettings defaults() {
    return new ImageScoreSettings(PerLanguage.of(.3), PerLanguage.of(1), ScorerSettings.defaults());
  }
}
