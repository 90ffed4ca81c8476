package io.millrace.filters.lineclean;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds many phrases in one pass, in any case (Aho and Corasick 1975): one table step per character
 * of the text, however many phrases there are.
 */
final class LinePhrases {

  private static final int MAX_CELLS = 1 << 24;
  private static final int[] NONE = {};

  /** Class of each character by its lower-case form; 0 for characters that no phrase has. */
  private final char[] classes = new char[Character.MAX_VALUE + 1];

  /** Table places per state, a power of two, so that a shift gives the number of a state. */
  private final int width;

  private final int shift;
  private final int[] next;
  private final boolean[] ends;
  private final int[][] found;

  /**
   * @param phrases to find; the number of a phrase is its index here
   * @throws IllegalArgumentException when the phrases are too many for a table
   */
  LinePhrases(List<String> phrases) {
    shift = Integer.SIZE - Integer.numberOfLeadingZeros(assignClasses(phrases) - 1);
    width = 1 << shift;
    long cells = width;
    for (String phrase : phrases) {
      cells += (long) phrase.length() * width;
    }
    if (cells > MAX_CELLS) {
      throw new IllegalArgumentException("the phrases to look for are too many or too long");
    }
    int[] table = new int[(int) cells];
    List<int[]> outputs = new ArrayList<>();
    outputs.add(NONE);
    for (int i = 0; i < phrases.size(); i++) {
      add(phrases.get(i), i, table, outputs);
    }
    link(table, outputs);
    next = Arrays.copyOf(table, outputs.size() * width);
    found = outputs.toArray(new int[0][]);
    ends = new boolean[found.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = found[i].length > 0;
    }
  }

  /** State after one more character; the initial state is 0. States are offsets into the table. */
  int step(int state, char c) {
    return next[state + classes[c]];
  }

  /** Numbers of the phrases that end in a state. */
  int[] endingIn(int state) {
    return found[state >>> shift];
  }

  /** Whether a phrase ends in this state. */
  boolean endsPhrase(int state) {
    return ends[state >>> shift];
  }

  private int assignClasses(List<String> phrases) {
    char count = 1;
    for (String phrase : phrases) {
      for (int i = 0; i < phrase.length(); i++) {
        char folded = fold(phrase.charAt(i));
        if (classes[folded] == 0) {
          classes[folded] = count++;
        }
      }
    }
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      classes[c] = classes[fold((char) c)];
    }
    return count;
  }

  private void add(String phrase, int number, int[] table, List<int[]> outputs) {
    int state = 0;
    for (int i = 0; i < phrase.length(); i++) {
      int cell = state + classes[phrase.charAt(i)];
      if (table[cell] == 0) {
        table[cell] = outputs.size() * width;
        outputs.add(NONE);
      }
      state = table[cell];
    }
    outputs.set(state >>> shift, append(outputs.get(state >>> shift), new int[] {number}));
  }

  /** Works breadth first, so that each fallback state is complete before it is used. */
  private void link(int[] table, List<int[]> outputs) {
    int[] fallback = new int[outputs.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int c = 0; c < width; c++) {
      if (table[c] != 0) {
        queue.add(table[c]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      int behind = fallback[state >>> shift];
      outputs.set(
          state >>> shift, append(outputs.get(state >>> shift), outputs.get(behind >>> shift)));
      for (int c = 0; c < width; c++) {
        if (table[state + c] == 0) {
          table[state + c] = table[behind + c];
        } else {
          fallback[table[state + c] >>> shift] = table[behind + c];
          queue.add(table[state + c]);
        }
      }
    }
  }

  private static int[] append(int[] numbers, int[] more) {
    if (more.length == 0) {
      return numbers;
    }
    int[] all = Arrays.copyOf(numbers, numbers.length + more.length);
    System.arraycopy(more, 0, all, numbers.length, more.length);
    return all;
  }

  private static char fold(char c) {
    return Character.isSpaceChar(c) ? ' ' : Character.toLowerCase(c);
  }
}
