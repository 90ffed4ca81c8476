package io.millrace.extract;

import java.util.List;

/**
 * Counts over the characters of each block of a page, one pass per block: what its text looks like,
 * whatever its language.
 */
final class BlockTexts {

  /** What {@link #marks} says: that such a character stands in the text. */
  static final int COPYRIGHT = 1;

  static final int MAIL = 1 << 1;
  static final int BAR = 1 << 2;
  static final int ARROW = 1 << 3;
  static final int PRICE = 1 << 4;

  /** A number such as 1998 or 2024 stands in a text of less than {@link #SHORT} UTF-16 units. */
  static final int YEAR = 1 << 5;

  /** Any character is none of ASCII. */
  static final int NOT_ASCII = 1 << 6;

  static final int SHORT = 200;

  private static final long HASH_FACTOR = 0x100000001B3L;

  final int[] words;
  final int[] letters;
  final int[] upper;
  final int[] digits;
  final int[] sentenceEnds;
  final int[] commas;
  final int[] symbols;
  final int[] capitalised;
  final int[] lines;
  final int[] marks;

  /** Whether the text ends as a sentence does. */
  final boolean[] endsSentence;

  /** Hash of the letters and digits, for finding repeated texts. */
  final long[] hash;

  BlockTexts(List<Block> blocks) {
    int size = blocks.size();
    words = new int[size];
    letters = new int[size];
    upper = new int[size];
    digits = new int[size];
    sentenceEnds = new int[size];
    commas = new int[size];
    symbols = new int[size];
    capitalised = new int[size];
    lines = new int[size];
    marks = new int[size];
    endsSentence = new boolean[size];
    hash = new long[size];
    for (int i = 0; i < size; i++) {
      count(i, blocks.get(i).text());
    }
  }

  private void count(int block, String text) {
    boolean inWord = false;
    long sum = 1125899906842597L;
    int letterCount = 0;
    int upperCount = 0;
    int digitCount = 0;
    int wordCount = 0;
    int capitalCount = 0;
    int ends = 0;
    int commaCount = 0;
    int symbolCount = 0;
    int lineCount = 1;
    int all = 0;
    int end = text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 'a' && c <= 'z') {
        letterCount++;
        wordCount += inWord ? 0 : 1;
        sum = (sum ^ c) * HASH_FACTOR;
        inWord = true;
        continue;
      }
      if (c == ' ') {
        inWord = false;
        continue;
      }
      all |= c;
      boolean letter = c < 0x80 ? c >= 'A' && c <= 'Z' : Character.isLetter(c);
      boolean digit = c >= '0' && c <= '9';
      if (letter || digit || Character.isSurrogate(c)) {
        boolean up = c < 0x80 ? letter : Character.isUpperCase(c);
        boolean starts = !inWord || isIdeograph(c);
        letterCount += digit ? 0 : 1;
        digitCount += digit ? 1 : 0;
        upperCount += up ? 1 : 0;
        wordCount += starts ? 1 : 0;
        capitalCount += starts && up ? 1 : 0;
        sum = (sum ^ (c < 0x80 ? c | 0x20 : c)) * HASH_FACTOR;
        inWord = true;
      } else {
        inWord = false;
        if (c == '\n') {
          lineCount++;
        } else if (isSentenceEnd(c)) {
          ends +=
              i + 1 == end || c >= 0x80 || text.charAt(i + 1) <= ' ' || isQuote(text.charAt(i + 1))
                  ? 1
                  : 0;
        } else if (c == ',' || c == '\u3001' || c == '\u060C' || c == '\uFF0C') {
          commaCount++;
        } else if (c > ' ') {
          symbolCount++;
          marks[block] |= mark(c);
        }
      }
    }
    words[block] = wordCount;
    letters[block] = letterCount;
    upper[block] = upperCount;
    digits[block] = digitCount;
    sentenceEnds[block] = ends;
    commas[block] = commaCount;
    symbols[block] = symbolCount;
    capitalised[block] = capitalCount;
    lines[block] = lineCount;
    marks[block] |= all >= 0x80 ? NOT_ASCII : 0;
    marks[block] |= digitCount >= 4 && end < SHORT && hasYear(text) ? YEAR : 0;
    endsSentence[block] = endsAsSentence(text);
    hash[block] = sum;
  }

  private static int mark(char c) {
    return switch (c) {
      case '\u00A9' -> COPYRIGHT;
      case '@' -> MAIL;
      case '|' -> BAR;
      case '\u2192', '\u00BB', '\u203A' -> ARROW;
      case '$', '\u20AC', '\u00A3', '\u20B9', '\u00A5' -> PRICE;
      default -> 0;
    };
  }

  /** Whether a number such as 1998 or 2024 stands in the text. */
  static boolean hasYear(String text) {
    int run = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c >= '0' && c <= '9') {
        run++;
      } else {
        if (run == 4 && (text.startsWith("19", i - 4) || text.startsWith("20", i - 4))) {
          return true;
        }
        run = 0;
      }
    }
    return false;
  }

  /** Whether one of these stands in a block. */
  boolean has(int block, int mark) {
    return (marks[block] & mark) != 0;
  }

  /** Whether the text has surely fewer than so many runs of letters and digits. */
  boolean hasFewerWords(int block, int count) {
    return words[block] < count && (marks[block] & NOT_ASCII) == 0;
  }

  private static boolean endsAsSentence(String text) {
    int at = text.length() - 1;
    while (at > 0 && (isQuote(text.charAt(at)) || text.charAt(at) == ')')) {
      at--;
    }
    return at >= 0 && isSentenceEnd(text.charAt(at));
  }

  static boolean isSentenceEnd(char c) {
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

  /** Characters that are words by themselves as far as lengths of texts are compared. */
  private static boolean isIdeograph(char c) {
    return c >= '\u2E80' && c <= '\u9FFF' || c >= '\uF900' && c <= '\uFAFF';
  }
}
