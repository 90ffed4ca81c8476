package io.millrace.pipelines.summary;

/**
 * An example of a document that was dropped or failed for a reason.
 *
 * @param detail description of a failure in one line, else ""
 * @param excerpt the start of its text
 * @param image a small JPEG of a pair's image in base 64, or ""
 */
public record Example(
    String id,
    String url,
    String language,
    String signal,
    Double value,
    Double threshold,
    String duplicateOf,
    String detail,
    String excerpt,
    String image) {

  /**
   * The start of a text; does not split a surrogate pair.
   *
   * @param most most characters (UTF-16)
   */
  public static String excerpt(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
