package io.millrace.api;

/**
 * Words, lines, paragraphs and sentences of one text, found in one pass. Lengths are code points;
 * offsets are UTF-16 units of {@link #text()}. Valid during the call that it is passed to.
 *
 * <p>Arrays are shared with the analyser and must not be changed. Their content after the stated
 * number of places is undefined.
 *
 * <p>A <em>word</em> is a UAX #29 segment that holds a letter (L*, Nl) or a decimal digit (Nd).
 * Runs of Thai, Lao, Khmer, Burmese and the other scripts of line-break class Complex_Context, and
 * of Han, Hiragana and Katakana are divided by ICU's dictionaries.
 *
 * <p><em>Lines</em> are those of Python's {@code splitlines}: they end at {@code \n \r \r\n \v \f},
 * U+001C..U+001E, U+0085, U+2028 and U+2029, and a line break at the end of the text starts no
 * further line. A <em>paragraph</em> is a maximal run of lines that are not blank (empty or white
 * space).
 */
public interface TextAnalysis {

  /** Set in {@link #wordFlags()} when the word has a letter. */
  byte WORD_LETTER = 1;

  /** Set in {@link #wordFlags()} when the word has a decimal digit. */
  byte WORD_DIGIT = 2;

  /** Set in {@link #lineFlags()} when the line is empty or all white space. */
  byte LINE_BLANK = 1;

  /**
   * Set in {@link #lineFlags()} when the last character that is not white space is terminal
   * punctuation: of the Unicode property Sentence_Terminal, a quotation mark, or an ellipsis.
   */
  byte LINE_TERMINAL = 2;

  /** Set in {@link #lineFlags()} when the line ends in {@code ...} or U+2026, spaces aside. */
  byte LINE_ELLIPSIS = 4;

  /**
   * Set in {@link #lineFlags()} when the line starts, after white space, with a bullet: one of
   * {@code • ‣ ⁃ ◦ ▪ ▫ ■ □ ● ○ ▶ ► ➢ ➤ ❖ ・}, or {@code - * ·} before a white space.
   */
  byte LINE_BULLET = 8;

  String text();

  /** Length of the text. */
  int codePoints();

  /** Number of words. */
  int words();

  /** Offset of each word's first unit; {@link #words()} places. */
  int[] wordStarts();

  /** Offset after each word's last unit; {@link #words()} places. */
  int[] wordEnds();

  /** Code points of the text before each word; {@link #words()} places. */
  int[] wordCodePointStarts();

  /** Length of each word in code points; {@link #words()} places. */
  int[] wordCodePoints();

  /** {@link #WORD_LETTER} and {@link #WORD_DIGIT}; {@link #words()} places. */
  byte[] wordFlags();

  /** A 64-bit hash of the code points of each word; {@link #words()} places. */
  long[] wordHashes();

  /**
   * A 64-bit hash of the letters, digits and combining marks of each word in lower case: {@code
   * Don't} and {@code dont} have the same; {@link #words()} places.
   */
  long[] foldedWordHashes();

  /** Number of lines, blank ones included; 0 for the empty text. */
  int lines();

  /** Offset of each line's first unit; {@link #lines()} places. */
  int[] lineStarts();

  /** Offset after each line's last unit, without the line break; {@link #lines()} places. */
  int[] lineEnds();

  /** Length of each line in code points, without the line break; {@link #lines()} places. */
  int[] lineCodePoints();

  /**
   * Number of words before each line, then the number of all words: line {@code i} has the words
   * from {@code [i]} to before {@code [i + 1]}; {@link #lines()} + 1 places.
   */
  int[] lineFirstWords();

  /** {@code LINE_*}; {@link #lines()} places. */
  byte[] lineFlags();

  /**
   * A 64-bit hash of each line without white space at its ends; {@link #lines()} places. Computed
   * at the first call.
   */
  long[] lineHashes();

  /** Number of paragraphs. */
  int paragraphs();

  /** Offset of each paragraph's first unit that is not white space. */
  int[] paragraphStarts();

  /** Offset after each paragraph's last unit that is not white space. */
  int[] paragraphEnds();

  /** Length from {@link #paragraphStarts()} to {@link #paragraphEnds()} in code points. */
  int[] paragraphCodePoints();

  /**
   * A hash of each paragraph, from the {@link #lineHashes()} of its lines; {@link #paragraphs()}
   * places. Computed at the first call.
   */
  long[] paragraphHashes();

  /**
   * Number of sentences: passages with at least one word that end at the end of a line or after
   * sentence-terminal punctuation (Unicode property Sentence_Terminal, so also of Greek, Arabic,
   * Indic, Ethiopic, Chinese, Japanese, ...). Full stop, {@code ?} and {@code !} of ASCII and
   * U+2024, U+FE52 end one only before white space, with closing punctuation and quotation marks in
   * between. A full stop before a lower-case letter, as after an abbreviation, ends none (UAX #29,
   * SB8).
   */
  int sentences();

  /** Number of hash signs, {@code #}. */
  int hashSigns();

  /** Number of ellipses: U+2026, and {@code ...} counted without overlap. */
  int ellipses();
}
