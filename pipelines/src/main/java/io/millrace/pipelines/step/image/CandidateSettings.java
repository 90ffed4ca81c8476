package io.millrace.pipelines.step.image;

import io.millrace.api.Setting;
import io.millrace.corpus.CaptionKind;
import io.millrace.pipelines.step.ImagePart;
import java.util.List;

/**
 * Settings of the stage {@code image-candidates}.
 *
 * @param captions kinds of texts that can be the caption, the best first
 */
public record CandidateSettings(
    @Setting(
            "Kinds of text that can be the caption, the best first; the first one"
                + " that exists is used.")
        List<String> captions,
    @Setting("Take only images in the main content of their page.") boolean inContent,
    @Setting(
            value =
                "Smallest side in pixels that a page may state; images with a smaller"
                    + " stated side are not fetched.",
            min = 0)
        int statedSide) {

  public CandidateSettings {
    captions = List.copyOf(captions);
    List<String> known = ImagePart.USUAL_KINDS.stream().map(CaptionKind::key).toList();
    if (captions.isEmpty() || !known.containsAll(captions)) {
      throw new IllegalArgumentException(
          "captions is " + captions + ", must be one or more of " + known);
    }
    if (statedSide < 0) {
      throw new IllegalArgumentException("stated_side is " + statedSide + ", must be at least 0");
    }
  }

  public static CandidateSettings defaults() {
    return new CandidateSettings(
        ImagePart.USUAL_KINDS.stream().map(CaptionKind::key).toList(), false, 64);
  }

  List<CaptionKind> kinds() {
    return captions.stream().map(CaptionKind::of).toList();
  }
}
