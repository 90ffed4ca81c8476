package io.millrace.filters.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import io.millrace.api.TextAnalysis;

/** Scans what is not a word: lines and their flags, paragraphs, sentences, counted symbols. */
final class LineScanner {

  private static final char ELLIPSIS = '\u2026';
  private static final String BULLETS =
      "\u2022\u2023\u2043\u25E6\u25AA\u25AB\u25A0\u25A1\u25CF\u25CB\u25B6\u25BA\u27A2\u27A4\u2756\u30FB";
  private static final String SPACED_BULLETS = "-*\u00B7";
  private static final int SENTENCE_SKIP = 16;

  private final AnalysisBuffers out;

  private int lineStart;
  private int lineFirstWord;
  private int pairsBeforeLine;
  private int sentenceFirstWord;
  private int paragraphStart;
  private int paragraphEnd;
  private int paragraphPairs;
  private int paragraphPairsEnd;

  LineScanner(AnalysisBuffers out) {
    this.out = out;
  }

  void reset() {
    lineStart = 0;
    lineFirstWord = 0;
    pairsBeforeLine = 0;
    sentenceFirstWord = 0;
    paragraphStart = -1;
  }

  int lineStart() {
    return lineStart;
  }

  /**
   * Adds the line that ends at {@code end}.
   *
   * @param pairs surrogate pairs before {@code end}
   * @param next start of the next line
   */
  void endLine(int end, int pairs, int next) {
    int first = lineStart;
    while (first < end && out.isWhiteSpace(first)) {
      first++;
    }
    int last = end;
    while (last > first && out.isWhiteSpace(last - 1)) {
      last--;
    }
    int flags = first == end ? TextAnalysis.LINE_BLANK : flags(first, last);
    out.addLine(lineStart, end, pairs - pairsBeforeLine, lineFirstWord, flags);
    if (first == end) {
      closeParagraph();
    } else {
      if (paragraphStart < 0) {
        paragraphStart = first;
        paragraphPairs = pairsBeforeLine;
      }
      paragraphEnd = last;
      paragraphPairsEnd = pairs;
    }
    endSentence();
    out.countLine();
    lineStart = next;
    lineFirstWord = out.words;
    pairsBeforeLine = pairs;
  }

  /** Closes the open paragraph, if any. */
  void closeParagraph() {
    if (paragraphStart >= 0) {
      out.addParagraph(paragraphStart, paragraphEnd, paragraphPairsEnd - paragraphPairs);
      paragraphStart = -1;
    }
  }

  void endSentence() {
    if (out.words > sentenceFirstWord) {
      out.sentences++;
      sentenceFirstWord = out.words;
    }
  }

  /** Scans a character that does not begin a word; returns the offset after it. */
  int symbol(int at, int properties) {
    char unit = out.chars[at];
    if (unit == '#') {
      out.hashSigns++;
      return at + 1;
    }
    if (unit == ELLIPSIS) {
      out.ellipses++;
      return at + 1;
    }
    int behind = at + 1;
    if (unit == '.' && isDots(at, out.length)) {
      out.ellipses++;
      behind = at + 3;
    }
    if ((properties & CharacterTable.TERMINAL) != 0
        && out.words > sentenceFirstWord
        && endsSentence(unit, behind)) {
      endSentence();
    }
    return behind;
  }

  private boolean isDots(int at, int end) {
    char[] text = out.chars;
    return at + 3 <= end && text[at] == '.' && text[at + 1] == '.' && text[at + 2] == '.';
  }

  private boolean endsSentence(char terminal, int behind) {
    boolean needsSpace = terminal < 0x80 || terminal == '\u2024' || terminal == '\uFE52';
    if (!needsSpace) {
      return true;
    }
    int limit = Math.min(out.length, behind + SENTENCE_SKIP);
    int at = behind;
    while (at < limit && isClosing(out.chars[at])) {
      at++;
    }
    if (at < out.length && !out.isWhiteSpace(at)) {
      return false;
    }
    while (at < limit && out.isWhiteSpace(at)) {
      at++;
    }
    boolean goesOn = at < out.length && UCharacter.isLowerCase(out.chars[at]);
    return !(goesOn && terminal == '.');
  }

  private static boolean isClosing(char unit) {
    int type = UCharacter.getType(unit);
    int marks = CharacterTable.TERMINAL | CharacterTable.QUOTATION;
    return (CharacterTable.BMP[unit] & marks) != 0
        || type == UCharacterCategory.END_PUNCTUATION
        || type == UCharacterCategory.FINAL_PUNCTUATION;
  }

  private int flags(int first, int last) {
    char[] text = out.chars;
    int flags = 0;
    boolean ellipsis = text[last - 1] == ELLIPSIS || last - first >= 3 && isDots(last - 3, last);
    int closing = CharacterTable.TERMINAL | CharacterTable.QUOTATION;
    if (ellipsis) {
      flags |= TextAnalysis.LINE_ELLIPSIS;
    }
    if (ellipsis || (CharacterTable.properties(lastCodePoint(first, last)) & closing) != 0) {
      flags |= TextAnalysis.LINE_TERMINAL;
    }
    boolean spaced = first + 1 < last && out.isWhiteSpace(first + 1);
    if (BULLETS.indexOf(text[first]) >= 0 || spaced && SPACED_BULLETS.indexOf(text[first]) >= 0) {
      flags |= TextAnalysis.LINE_BULLET;
    }
    return flags;
  }

  private int lastCodePoint(int first, int last) {
    return Character.codePointBefore(out.chars, last, first);
  }
}
