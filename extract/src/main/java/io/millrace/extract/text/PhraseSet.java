package io.millrace.extract.text;

import io.millrace.extract.html.TextNode;

/**
 * A set of phrases ({@link PhraseReader}), to compute which share of a text's phrases it contains.
 */
public final class PhraseSet {

  private final PhraseReader reader = new PhraseReader();
  private long[] table;
  private int size;

  public PhraseSet() {
    this(128);
  }

  /**
   * @param phrases expected number of phrases
   */
  public PhraseSet(int phrases) {
    table = new long[2 * Integer.highestOneBit(Math.max(128, 2 * phrases - 1))];
  }

  public int size() {
    return size;
  }

  public void add(String text) {
    int count = reader.whole(text);
    for (int i = 0; i < count; i++) {
      put(reader.phrase(i));
    }
  }

  /** Adds to another set the phrases of this set that end in a piece of a text. */
  public void addCommon(TextNode piece, PhraseReader text, PhraseSet into) {
    int count = text.piece(piece.characters(), piece.start(), piece.end());
    for (int i = 0; i < count; i++) {
      if (has(text.phrase(i))) {
        into.put(text.phrase(i));
      }
    }
  }

  /**
   * How much of a text was new to a set.
   *
   * @param phrases of the text
   * @param earlier those that were in the set before
   * @param fresh distinct ones that were new
   */
  public record Said(int phrases, int earlier, int fresh) {

    /** Share of its phrases that were in the set before, 0..1; 0 for a text without any. */
    public double before() {
      return phrases == 0 ? 0 : (double) earlier / phrases;
    }

    /** The same, including repetitions within the text. */
    public double beforeOrTwice() {
      return phrases == 0 ? 0 : (double) (phrases - fresh) / phrases;
    }
  }

  /** Adds a text; returns how much of it was new. */
  public Said say(String text) {
    int count = reader.whole(text);
    int hits = hits(reader, count);
    int before = size;
    for (int i = 0; i < count; i++) {
      put(reader.phrase(i));
    }
    return new Said(count, hits, size - before);
  }

  /** Share of the text's phrases that are in the set, 0..1; 0 for a text without any. */
  public double cover(String text) {
    int count = size == 0 ? 0 : reader.whole(text);
    return count == 0 ? 0 : (double) hits(reader, count) / count;
  }

  /**
   * The same for two sets, reading the text once.
   *
   * @param at index of the shares in the arrays
   */
  public static void cover(
      String text, PhraseSet one, PhraseSet other, double[] ofOne, double[] ofOther, int at) {
    int count = one.size == 0 && other.size == 0 ? 0 : one.reader.whole(text);
    if (count > 0) {
      ofOne[at] = (double) one.hits(one.reader, count) / count;
      ofOther[at] = (double) other.hits(one.reader, count) / count;
    }
  }

  private int hits(PhraseReader text, int count) {
    int hits = 0;
    for (int i = 0; i < count; i++) {
      hits += has(text.phrase(i)) ? 1 : 0;
    }
    return hits;
  }

  private boolean has(long key) {
    int at = (int) key & table.length - 1;
    while (table[at] != 0) {
      if (table[at] == key) {
        return true;
      }
      at = at + 1 & table.length - 1;
    }
    return false;
  }

  private void put(long key) {
    if (2 * size >= table.length) {
      grow();
    }
    int at = (int) key & table.length - 1;
    while (table[at] != 0 && table[at] != key) {
      at = at + 1 & table.length - 1;
    }
    size += table[at] == 0 ? 1 : 0;
    table[at] = key;
  }

  private void grow() {
    long[] old = table;
    table = new long[4 * old.length];
    size = 0;
    for (long key : old) {
      if (key != 0) {
        put(key);
      }
    }
  }
}
