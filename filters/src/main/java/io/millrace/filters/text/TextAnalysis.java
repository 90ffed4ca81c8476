package io.millrace.filters.text;

/**
 * Words, lines and paragraphs of one text, found in one pass. Lengths are code points; offsets are
 * UTF-16 units of {@link #text()}. Valid until the {@link TextAnalyzer} that made it analyses the
 * next text.
 */
public interface TextAnalysis {

  String text();

  /** Number of words: UAX #29 segments that hold a letter or a digit. */
  int words();

  /**
   * One 64-bit hash a word, of its lower-case form; places from {@link #words()} on are undefined.
   * Shared and not to be changed.
   */
  long[] foldedWordHashes();
}
