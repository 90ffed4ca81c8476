package io.millrace.corpus;

import java.util.Objects;

/**
 * One text that goes with an image.
 *
 * @param kind where the text was found
 * @param text never empty
 * @param language ISO 639 code as lid.176 gives it, or "" while unknown
 * @param languageScore probability of the language in 0..1; 0 while unknown
 */
public record Caption(CaptionKind kind, String text, String language, double languageScore) {

  public Caption {
    Objects.requireNonNull(kind, "kind");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a caption has no text");
    }
  }

  /** A caption whose language is not identified yet. */
  public static Caption of(CaptionKind kind, String text) {
    return new Caption(kind, text, "", 0);
  }

  public Caption withText(String newText) {
    return new Caption(kind, newText, language, languageScore);
  }

  public Caption withLanguage(String newLanguage, double newScore) {
    return new Caption(kind, text, newLanguage, newScore);
  }
}
