package io.millrace.extract;

/**
 * An image of a page with what the page says about it. Nothing is fetched, so whether there is an
 * image at the address is unknown. Texts are "" where there are none.
 *
 * @param url absolute, http or https: the largest of the sizes that the page offers
 * @param alt alternative text
 * @param title advisory title
 * @param caption text of the figure's caption
 * @param width declared width in CSS pixels, 0 where it is not declared
 * @param height declared height in CSS pixels, 0 where it is not declared
 * @param textBefore end of the block of text before it, at most 200 code points
 * @param textAfter beginning of the block after it, at most 200 code points
 * @param inContent whether it stands in the main content
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

  /** This one, with what only the other says of the same image. */
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
