package io.millrace.bench.extraction;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/**
 * Word-level F1 of an extracted text, the measure of WCXB and of other comparisons of extractors:
 * words are runs of {@code \w} in lower case, as in Python ({@link PythonText}); their counts are
 * compared, not their order. Words are compared by a 64-bit hash. Not thread-safe.
 */
public final class WordScore {

  /** Values from 0 to 1; all are 1 when neither text has a word. */
  public record Score(double f1, double precision, double recall) {

    private static final Score NONE = new Score(0, 0, 0);
    private static final Score BOTH_EMPTY = new Score(1, 1, 1);
  }

  private static final long START = 0x243F6A8885A308D3L;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final Long2IntOpenHashMap left = new Long2IntOpenHashMap();
  private final Words words = new Words();

  /** Scores an extracted text against the reference. */
  public Score of(String predicted, String reference) {
    left.clear();
    int inReference = 0;
    words.start(reference);
    while (words.next()) {
      left.addTo(words.hash, 1);
      inReference++;
    }
    int inPredicted = 0;
    int shared = 0;
    words.start(predicted);
    while (words.next()) {
      inPredicted++;
      if (left.addTo(words.hash, -1) > 0) {
        shared++;
      }
    }
    if (inPredicted == 0 && inReference == 0) {
      return Score.BOTH_EMPTY;
    }
    if (shared == 0) {
      return Score.NONE;
    }
    double precision = (double) shared / inPredicted;
    double recall = (double) shared / inReference;
    return new Score(2 * precision * recall / (precision + recall), precision, recall);
  }

  /** Iterates over the words of a text. */
  private static final class Words {

    private String text = "";
    private int at;
    private long hash;

    void start(String newText) {
      text = newText;
      at = 0;
    }

    /** Advances to the next word and sets {@link #hash}; false at the end. */
    boolean next() {
      long found = START;
      boolean any = false;
      while (at < text.length()) {
        int start = at;
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        if (PythonText.isWord(codePoint)) {
          any = true;
          found = (found ^ PythonText.lower(text, start, codePoint)) * FACTOR;
          found ^= found >>> 32;
          if (codePoint == PythonText.CAPITAL_I_WITH_DOT) {
            break; // its second code point is a combining mark, which ends the word
          }
        } else if (any) {
          break;
        }
      }
      hash = found;
      return any;
    }
  }
}
