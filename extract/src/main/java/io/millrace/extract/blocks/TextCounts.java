package io.millrace.extract.blocks;

import io.millrace.extract.text.AsciiLetters;

/**
 * Counts characters of texts in any language, one text at a time. ASCII is counted through tables,
 * without a branch per character. Used by one thread.
 */
final class TextCounts {

  /** Runs of letters and digits; each ideograph is a word. */
  int words;

  int letters;
  int upper;
  int digits;
  int sentenceEnds;
  int commas;
  int symbols;

  /** Words that begin with an upper-case letter. */
  int capitalised;

  int lines;

  /** Bits of {@link BlockTexts#marks}. */
  int marks;

  /** Hash of the letters and digits; ASCII letters in lower case. */
  long hash;

  private static final long HASH_START = 1125899906842597L;
  private static final long HASH_FACTOR = 0x100000001B3L;

  private static final int ASCII = 0x80;

  /** Most characters whose counts fit eight bits. */
  private static final int RUN = 255;

  private static final int LETTER = 0;
  private static final int UPPER = 8;
  private static final int DIGIT = 16;
  private static final int COMMA = 24;
  private static final int SYMBOL = 32;
  private static final int LINE = 40;
  private static final int WORD = 48;
  private static final int CAPITALISED = 56;

  /**
   * By character, plus {@link #ASCII} if the character before belongs to a word: a one in each
   * 8-bit count that the character increases.
   */
  private static final long[] COUNTS = new long[2 * ASCII];

  /** By character: {@link #ASCII} if it belongs to a word, else 0. */
  private static final int[] INSIDE = new int[ASCII];

  /** By character: factor of the hash. */
  private static final long[] FACTORS = new long[ASCII];

  /** By character: whether it can end a sentence, or is a mark. */
  private static final boolean[] SPECIAL = new boolean[ASCII];

  static {
    for (char c = 0; c < ASCII; c++) {
      boolean word = AsciiLetters.LOWER[c] != 0;
      boolean isUpper = c >= 'A' && c <= 'Z';
      long own = 0;
      if (word) {
        own |= 1L << (Character.isDigit(c) ? DIGIT : LETTER);
        own |= isUpper ? 1L << UPPER : 0;
      } else if (c == '\n') {
        own = 1L << LINE;
      } else if (c == ',') {
        own = 1L << COMMA;
      } else if (c > ' ' && !isSentenceEnd(c)) {
        own = 1L << SYMBOL;
      }
      COUNTS[ASCII + c] = own;
      COUNTS[c] = own | (word ? 1L << WORD : 0) | (isUpper ? 1L << CAPITALISED : 0);
      INSIDE[c] = word ? ASCII : 0;
      FACTORS[c] = word ? HASH_FACTOR : 1;
      SPECIAL[c] = isSentenceEnd(c) || mark(c) != 0;
    }
  }

  private final char[] characters = new char[RUN];

  /** {@link #ASCII} if the character before belongs to a word, else 0. */
  private int inside;

  /** Resets the counts and counts a text. */
  void read(String text) {
    words = 0;
    letters = 0;
    upper = 0;
    digits = 0;
    sentenceEnds = 0;
    commas = 0;
    symbols = 0;
    capitalised = 0;
    lines = 1;
    marks = 0;
    hash = HASH_START;
    inside = 0;
    for (int from = 0; from < text.length(); from += RUN) {
      int size = Math.min(RUN, text.length() - from);
      // reading an array is twice as fast as reading a string
      text.getChars(from, from + size, characters, 0);
      int at = 0;
      while (at < size) {
        at = readAscii(text, from, at, size);
        if (at < size) {
          readOther(characters[at++]);
        }
      }
    }
  }

  /** Reads up to the first character that is not ASCII; returns its position. */
  private int readAscii(String text, int start, int from, int to) {
    char[] read = characters;
    long sums = 0;
    long sum = hash;
    int before = inside;
    int at = from;
    for (; at < to; at++) {
      char c = read[at];
      if (c >= ASCII) {
        break;
      }
      sums += COUNTS[before + c];
      before = INSIDE[c];
      sum = (sum ^ AsciiLetters.LOWER[c]) * FACTORS[c];
      if (SPECIAL[c]) {
        readSpecial(text, start + at, c);
      }
    }
    hash = sum;
    inside = before;
    letters += (int) (sums >>> LETTER & 0xFF);
    upper += (int) (sums >>> UPPER & 0xFF);
    digits += (int) (sums >>> DIGIT & 0xFF);
    commas += (int) (sums >>> COMMA & 0xFF);
    symbols += (int) (sums >>> SYMBOL & 0xFF);
    lines += (int) (sums >>> LINE & 0xFF);
    words += (int) (sums >>> WORD & 0xFF);
    capitalised += (int) (sums >>> CAPITALISED & 0xFF);
    return at;
  }

  private void readSpecial(String text, int at, char c) {
    if (isSentenceEnd(c)) {
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      sentenceEnds += next <= ' ' || isQuote(next) ? 1 : 0;
    } else {
      marks |= mark(c);
    }
  }

  private void readOther(char c) {
    marks |= BlockTexts.NOT_ASCII;
    if (Character.isLetter(c) || Character.isSurrogate(c)) {
      boolean starts = inside == 0 || isIdeograph(c);
      boolean up = Character.isUpperCase(c);
      letters++;
      upper += up ? 1 : 0;
      words += starts ? 1 : 0;
      capitalised += starts && up ? 1 : 0;
      hash = (hash ^ c) * HASH_FACTOR;
      inside = ASCII;
      return;
    }
    inside = 0;
    if (isSentenceEnd(c)) {
      sentenceEnds++;
    } else if (c == '\u3001' || c == '\u060C' || c == '\uFF0C') {
      commas++;
    } else {
      symbols++;
      marks |= mark(c);
    }
  }

  private static int mark(char c) {
    return switch (c) {
      case '\u00A9' -> BlockTexts.COPYRIGHT;
      case '@' -> BlockTexts.MAIL;
      case '|' -> BlockTexts.BAR;
      case '\u2192', '\u00BB', '\u203A' -> BlockTexts.ARROW;
      case '$', '\u20AC', '\u00A3', '\u20B9', '\u00A5' -> BlockTexts.PRICE;
      default -> 0;
    };
  }

  /** Whether a text ends like a sentence. */
  static boolean endsAsSentence(String text) {
    int at = text.length() - 1;
    while (at > 0 && (isQuote(text.charAt(at)) || text.charAt(at) == ')')) {
      at--;
    }
    return at >= 0 && isSentenceEnd(text.charAt(at));
  }

  private static boolean isSentenceEnd(char c) {
    return switch (c) {
      case '.',
          '!',
          '?',
          '\u3002',
          '\uFF01',
          '\uFF1F',
          '\u061F',
          '\u06D4',
          '\u0964',
          '\u0589',
          '\u1362',
          '\u203D' ->
          true;
      default -> false;
    };
  }

  private static boolean isQuote(char c) {
    return switch (c) {
      case '"', '\'', '\u00BB', '\u00AB', '\u201C', '\u201D', '\u2019', '\u300D' -> true;
      default -> false;
    };
  }

  /** Characters that are counted as words. */
  private static boolean isIdeograph(char c) {
    return c >= '\u2E80' && c <= '\u9FFF' || c >= '\uF900' && c <= '\uFAFF';
  }
}
