package io.millrace.extract;

/**
 * An image of a page with what the page states about it. Nothing is fetched, so it is unknown
 * whether the address has an image. Missing texts are "".
 *
 * @param url absolute, http or https; of the largest size that the page offers
 * @param alt alternative text
 * @param title advisory title
 * @param caption caption of the figure
 * @param width declared width in CSS pixels, or 0
 * @param height declared height in CSS pixels, or 0
 * @param textBefore end of the text block before it, at most 200 code points
 * @param textAfter beginning of the text block after it, at most 200 code points
 * @param inContent whether it is in the main content
 */
public record ImageCandidate(
    String url,
    String alt,
    String title,
    String caption,
    int width,
    int height,
    String textBefore,
    String textAfter,
    boolean inContent) {

  /** Returns this candidate, with missing values taken from another one for the same image. */
  public ImageCandidate mergedWith(ImageCandidate other) {
    return new ImageCandidate(
        url,
        alt.isEmpty() ? other.alt : alt,
        title.isEmpty() ? other.title : title,
        caption.isEmpty() ? other.caption : caption,
        width == 0 && height == 0 ? other.width : width,
        width == 0 && height == 0 ? other.height : height,
        textBefore,
        textAfter,
        inContent || other.inContent);
  }
}
