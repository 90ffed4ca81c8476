package io.millrace.corpus;

import java.util.Locale;

/** Where a text that belongs to an image was found. */
public enum CaptionKind {
  /** Alternative text of the page, or the caption column of a list of images. */
  ALT,
  /** Caption of the figure around the image. */
  CAPTION,
  /** Advisory title. */
  TITLE,
  /** End of the text before the image. */
  TEXT_BEFORE,
  /** Beginning of the text after the image. */
  TEXT_AFTER,
  /** Text read in the image itself. */
  OCR;

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static CaptionKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
