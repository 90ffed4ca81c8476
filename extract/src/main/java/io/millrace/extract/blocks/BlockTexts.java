package io.millrace.extract.blocks;

import java.util.List;

/** Character counts of each block of a page, one pass per block, for any language. */
public final class BlockTexts {

  /** Bits of {@link #marks}: the text contains such a character. */
  public static final int COPYRIGHT = 1;

  public static final int MAIL = 1 << 1;
  public static final int BAR = 1 << 2;
  public static final int ARROW = 1 << 3;
  public static final int PRICE = 1 << 4;

  /** The text has fewer than {@link #SHORT} UTF-16 units and a number such as 1998 or 2024. */
  public static final int YEAR = 1 << 5;

  /** The text is not all ASCII. */
  static final int NOT_ASCII = 1 << 6;

  public static final int SHORT = 200;

  public final int[] words;
  public final int[] letters;
  public final int[] upper;
  public final int[] digits;
  public final int[] sentenceEnds;
  public final int[] commas;
  public final int[] symbols;
  public final int[] capitalised;
  public final int[] lines;
  final int[] marks;

  /** Whether the text ends like a sentence. */
  public final boolean[] endsSentence;

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
    TextCounts counts = new TextCounts();
    for (int i = 0; i < size; i++) {
      String text = blocks.get(i).text();
      counts.read(text);
      put(i, counts);
      marks[i] |= digits[i] >= 4 && text.length() < SHORT && hasYear(text) ? YEAR : 0;
      endsSentence[i] = TextCounts.endsAsSentence(text);
    }
  }

  private void put(int block, TextCounts counts) {
    words[block] = counts.words;
    letters[block] = counts.letters;
    upper[block] = counts.upper;
    digits[block] = counts.digits;
    sentenceEnds[block] = counts.sentenceEnds;
    commas[block] = counts.commas;
    symbols[block] = counts.symbols;
    capitalised[block] = counts.capitalised;
    lines[block] = counts.lines;
    marks[block] = counts.marks;
    hash[block] = counts.hash;
  }

  /** Whether the text has a number such as 1998 or 2024. */
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

  /** Whether a block has one of these marks. */
  public boolean has(int block, int mark) {
    return (marks[block] & mark) != 0;
  }

  /** Whether the text certainly has fewer than {@code count} runs of letters and digits. */
  public boolean hasFewerWords(int block, int count) {
    return words[block] < count && (marks[block] & NOT_ASCII) == 0;
  }
}
