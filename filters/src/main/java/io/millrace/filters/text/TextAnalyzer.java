package io.millrace.filters.text;

import io.millrace.api.TextAnalysis;

/**
 * Analyses texts into reused buffers, see {@link TextAnalysis}. Not thread-safe.
 *
 * <p>One pass over the characters with a table of their properties; only runs of scripts without
 * spaces use ICU. Time and memory are linear in the length of the text, for any content: long
 * words, long lines and runs of marks are read once.
 */
public final class TextAnalyzer {

  private static final int[] BMP = CharacterTable.BMP;
  private static final int WORD = CharacterTable.LETTER | CharacterTable.DIGIT;

  private final AnalysisBuffers out = new AnalysisBuffers();
  private final WordBoundary boundary = new WordBoundary();
  private final LineScanner lineScanner = new LineScanner(out);
  private final DictionaryWords dictionary = new DictionaryWords();

  private char[] text;
  private int length;

  /** Surrogate pairs before the current place. */
  private int pairs;

  /** Analyses a text. The last result becomes invalid. */
  public TextAnalysis analyze(String newText) {
    out.reset(newText);
    text = out.chars;
    length = out.length;
    pairs = 0;
    boundary.reset(text, length);
    lineScanner.reset();
    scan();
    if (lineScanner.lineStart() < length) {
      lineScanner.endLine(length, pairs, length);
    }
    lineScanner.closeParagraph();
    out.finish(pairs);
    return out;
  }

  /**
   * Derives the analysis of a text that consists of lines of the last text, without scanning its
   * words again. The last result becomes invalid.
   *
   * @param newText result of {@link KeptLines#text} on the last analysis
   */
  public TextAnalysis keep(KeptLines kept, String newText) {
    new LineCopy(out, lineScanner).keep(kept, newText);
    return out;
  }

  private void scan() {
    int at = 0;
    while (at < length) {
      int properties = BMP[text[at]];
      int own = CharacterTable.classOf(properties);
      if (own <= CharacterTable.LAST_JOINING) {
        at = word(at);
      } else if (own == CharacterTable.SPACE) {
        at++;
      } else {
        at = other(at, properties, own);
      }
    }
  }

  /** Scans a word on the fast path; returns the offset after it. */
  private int word(int start) {
    char[] units = text;
    int limit = length;
    long exact = WordHash.SEED;
    long folded = WordHash.SEED;
    int seen = 0;
    int last = CharacterTable.OTHER;
    int at = start;
    while (at < limit) {
      char unit = units[at];
      int properties = BMP[unit];
      int own = CharacterTable.classOf(properties);
      if (own > CharacterTable.LAST_JOINING) {
        int after = own > CharacterTable.LAST_SOFT ? WordBoundary.ENDS : afterSoft(at, last, own);
        if (after == WordBoundary.UNCLEAR) {
          return hardWord(start, boundary.after(start));
        }
        if (after == WordBoundary.ENDS) {
          break;
        }
      }
      exact = WordHash.step(exact, unit);
      int fold = properties & CharacterTable.FOLDED;
      if (fold != 0) {
        folded = WordHash.step(folded, fold);
      }
      seen |= properties;
      last = own;
      at++;
    }
    if ((seen & WORD) != 0) {
      out.addWord(start, at, pairs, 0, WordHash.finish(exact), WordHash.finish(folded), seen);
    }
    return at;
  }

  /** Whether a word continues with the character at {@code at}, which is not a letter or digit. */
  private int afterSoft(int at, int last, int own) {
    if (own < CharacterTable.SINGLE_QUOTE || own > CharacterTable.MID_NUM) {
      return own == CharacterTable.PICTURE ? WordBoundary.ENDS : WordBoundary.UNCLEAR;
    }
    int next = at + 1 < length ? CharacterTable.classOf(BMP[text[at + 1]]) : CharacterTable.OTHER;
    return WordBoundary.middle(last, own, next);
  }

  /** Hashes a word with a known end and any characters; returns its end. */
  private int hardWord(int start, int end) {
    long exact = WordHash.SEED;
    long folded = WordHash.SEED;
    int seen = 0;
    int inside = 0;
    int at = start;
    while (at < end) {
      int codePoint = boundary.codePoint(at);
      int properties = CharacterTable.properties(codePoint);
      exact = WordHash.step(exact, codePoint);
      int fold = properties & CharacterTable.FOLDED;
      if (fold != 0) {
        folded = WordHash.step(folded, fold);
      }
      seen |= properties;
      int units = Character.charCount(codePoint);
      inside += units - 1;
      at += units;
    }
    if ((seen & WORD) != 0) {
      out.addWord(start, end, pairs, inside, WordHash.finish(exact), WordHash.finish(folded), seen);
    }
    pairs += inside;
    return end;
  }

  private int other(int at, int properties, int own) {
    switch (own) {
      case CharacterTable.LINE_BREAK:
        int behind = at + 1;
        if (text[at] == '\r' && behind < length && text[behind] == '\n') {
          behind++;
        }
        lineScanner.endLine(at, pairs, behind);
        return behind;
      case CharacterTable.DICTIONARY:
        return dictionaryRun(at);
      case CharacterTable.SURROGATE:
        return surrogate(at);
      default:
        return lineScanner.symbol(at, properties);
    }
  }

  private int surrogate(int at) {
    int codePoint = boundary.codePoint(at);
    int properties = CharacterTable.properties(codePoint);
    int own = CharacterTable.classOf(properties);
    if (own <= CharacterTable.LAST_JOINING) {
      return hardWord(at, boundary.after(at));
    }
    if (own == CharacterTable.DICTIONARY) {
      return dictionaryRun(at);
    }
    if ((properties & CharacterTable.TERMINAL) != 0) {
      lineScanner.endSentence();
    }
    int units = Character.charCount(codePoint);
    pairs += units - 1;
    return at + units;
  }

  private int dictionaryRun(int start) {
    int end = boundary.dictionaryRunEnd(start, DictionaryWords.LONGEST_RUN);
    boolean whole = end == length || !boundary.isInDictionaryRun(end);
    int breaks = dictionary.divide(text, start, end);
    // a run that was cut continues from its last word, which the cut may have split
    int taken = whole || breaks == 1 ? breaks : breaks - 1;
    int at = start;
    for (int i = 0; i < taken; i++) {
      at = hardWord(at, start + dictionary.breaks()[i]);
    }
    return at;
  }
}
