package io.millrace.corpus;

import java.util.Locale;

/** Where a text that goes with an image stood. */
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

  /** Name in records and recipes. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this {@link #key}. */
  public static CaptionKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
