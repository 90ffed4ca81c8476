package io.millrace.filters.text;

import com.ibm.icu.text.BreakIterator;
import java.text.CharacterIterator;
import java.util.Arrays;
import java.util.Locale;

/** Divides runs of scripts without spaces by ICU's dictionaries. */
final class DictionaryWords {

  /** Longest run passed to ICU, in UTF-16 units; ICU allocates tables of the length of the run. */
  static final int LONGEST_RUN = 4096;

  private final BreakIterator iterator = BreakIterator.getWordInstance(Locale.ROOT);
  private final Run run = new Run();
  private int[] breaks = new int[64];
  private CjkWords cjk;

  /**
   * Divides a range, which is not empty.
   *
   * @return number of words; {@link #breaks()} has their ends, relative to {@code start}
   */
  int divide(char[] text, int start, int end) {
    int plain = start;
    while (plain < end && CjkWords.isPlain(text[plain])) {
      plain++;
    }
    return plain == end ? divideCjk(text, start, end) : divideByIcu(text, start, end);
  }

  private int divideCjk(char[] text, int start, int end) {
    if (cjk == null) {
      cjk = new CjkWords();
    }
    if (breaks.length < end - start) {
      breaks = new int[Math.max(end - start, 2 * breaks.length)];
    }
    return cjk.divide(text, start, end, breaks);
  }

  /** The same with ICU only. */
  int divideByIcu(char[] text, int start, int end) {
    run.set(text, start, end);
    iterator.setText(run);
    int count = 0;
    iterator.first();
    for (int at = iterator.next(); at != BreakIterator.DONE; at = iterator.next()) {
      if (count == breaks.length) {
        breaks = Arrays.copyOf(breaks, 2 * count);
      }
      breaks[count++] = at;
    }
    return count;
  }

  int[] breaks() {
    return breaks;
  }

  /** A range of the analysed text, read in place. */
  private static final class Run implements CharacterIterator {
    private char[] text = {};
    private int start;
    private int length;
    private int at;

    void set(char[] newText, int from, int to) {
      text = newText;
      start = from;
      length = to - from;
      at = 0;
    }

    @Override
    public char first() {
      return setIndex(0);
    }

    @Override
    public char last() {
      return setIndex(Math.max(0, length - 1));
    }

    @Override
    public char current() {
      return at < length ? text[start + at] : DONE;
    }

    @Override
    public char next() {
      return setIndex(Math.min(length, at + 1));
    }

    @Override
    public char previous() {
      if (at == 0) {
        return DONE;
      }
      return setIndex(at - 1);
    }

    @Override
    public char setIndex(int position) {
      if (position < 0 || position > length) {
        throw new IllegalArgumentException("position " + position + " is outside 0.." + length);
      }
      at = position;
      return current();
    }

    @Override
    public int getBeginIndex() {
      return 0;
    }

    @Override
    public int getEndIndex() {
      return length;
    }

    @Override
    public int getIndex() {
      return at;
    }

    // ICU clones the iterator for its own use
    @Override
    public Object clone() {
      Run copy = new Run();
      copy.set(text, start, start + length);
      copy.at = at;
      return copy;
    }
  }
}
