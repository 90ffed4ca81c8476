package io.millrace.filters.text;

import static io.millrace.filters.text.CharacterTable.DICTIONARY;
import static io.millrace.filters.text.CharacterTable.DOUBLE_QUOTE;
import static io.millrace.filters.text.CharacterTable.EXTEND;
import static io.millrace.filters.text.CharacterTable.HEBREW;
import static io.millrace.filters.text.CharacterTable.LAST_JOINING;
import static io.millrace.filters.text.CharacterTable.LETTERS;
import static io.millrace.filters.text.CharacterTable.MID_LETTER;
import static io.millrace.filters.text.CharacterTable.MID_NUM;
import static io.millrace.filters.text.CharacterTable.MID_NUM_LET;
import static io.millrace.filters.text.CharacterTable.NUMERIC;
import static io.millrace.filters.text.CharacterTable.OTHER;
import static io.millrace.filters.text.CharacterTable.PICTOGRAPHIC;
import static io.millrace.filters.text.CharacterTable.SINGLE_QUOTE;
import static io.millrace.filters.text.CharacterTable.SURROGATE;
import static io.millrace.filters.text.CharacterTable.ZWJ;

/** Finds the end of any word by the rules WB3c to WB13b of UAX #29. */
final class WordBoundary {

  /** Results of {@link #middle}. */
  static final int ENDS = 0;

  static final int GOES_ON = 1;
  static final int UNCLEAR = 2;

  private char[] text = {};
  private int length;

  void reset(char[] newText, int newLength) {
    text = newText;
    length = newLength;
  }

  /** The code point at an offset, which may be an unpaired surrogate. */
  int codePoint(int at) {
    char unit = text[at];
    if (Character.isHighSurrogate(unit) && at + 1 < length) {
      char low = text[at + 1];
      if (Character.isLowSurrogate(low)) {
        return Character.toCodePoint(unit, low);
      }
    }
    return unit;
  }

  /** Offset after the word that starts with a letter, digit or underscore at {@code start}. */
  int after(int start) {
    int last = OTHER;
    boolean joiner = false;
    int at = start;
    while (at < length) {
      int codePoint = codePoint(at);
      int properties = CharacterTable.properties(codePoint);
      int own = CharacterTable.classOf(properties);
      boolean mark = own == EXTEND || own == ZWJ;
      if (!mark) {
        boolean picture = joiner && (properties & PICTOGRAPHIC) != 0;
        if (at > start && !picture && !joins(last, own, at + Character.charCount(codePoint))) {
          return at;
        }
        last = own;
      }
      joiner = own == ZWJ;
      at += Character.charCount(codePoint);
    }
    return length;
  }

  /**
   * Whether a word continues at punctuation after a letter, digit or underscore, by the classes of
   * its neighbours: {@link #ENDS}, {@link #GOES_ON}, or {@link #UNCLEAR} when these do not decide.
   */
  static int middle(int last, int own, int next) {
    if (last == HEBREW || next == EXTEND || next == ZWJ || next == SURROGATE) {
      return UNCLEAR;
    }
    return isMiddle(last, own, next) ? GOES_ON : ENDS;
  }

  private boolean joins(int last, int own, int behind) {
    if (own <= LAST_JOINING) {
      return last <= LAST_JOINING || last >= SINGLE_QUOTE && last <= MID_NUM && joinedMiddle;
    }
    if (own < SINGLE_QUOTE || own > MID_NUM) {
      return false;
    }
    int next = significant(behind);
    joinedMiddle = isMiddle(last, own, next);
    // WB7a: a quote after a Hebrew letter belongs to the word
    return joinedMiddle || last == HEBREW && own == SINGLE_QUOTE;
  }

  /** Whether the last punctuation is between two letters or two digits. */
  private boolean joinedMiddle;

  private static boolean isMiddle(int last, int own, int next) {
    if (last == LETTERS || last == HEBREW) {
      boolean between = own == MID_LETTER || own == MID_NUM_LET || own == SINGLE_QUOTE;
      return between && (next == LETTERS || next == HEBREW)
          || last == HEBREW && own == DOUBLE_QUOTE && next == HEBREW;
    }
    boolean between = own == MID_NUM || own == MID_NUM_LET || own == SINGLE_QUOTE;
    return last == NUMERIC && between && next == NUMERIC;
  }

  /** Class of the next character that is not a mark, joiner or format character. */
  private int significant(int from) {
    int at = from;
    while (at < length) {
      int codePoint = codePoint(at);
      int own = CharacterTable.classOf(CharacterTable.properties(codePoint));
      if (own != EXTEND && own != ZWJ) {
        return own;
      }
      at += Character.charCount(codePoint);
    }
    return OTHER;
  }

  /** Offset after the run of dictionary characters and their marks, at most {@code limit} later. */
  int dictionaryRunEnd(int start, int limit) {
    int at = start;
    while (at < length && at - start < limit && isInDictionaryRun(at)) {
      at += Character.charCount(codePoint(at));
    }
    return at;
  }

  boolean isInDictionaryRun(int at) {
    int own = CharacterTable.classOf(CharacterTable.properties(codePoint(at)));
    return own == DICTIONARY || own == EXTEND || own == ZWJ;
  }
}
