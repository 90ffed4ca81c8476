package io.millrace.bench.extraction;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/**
 * Word-level F1 of an extracted text, the measure of WCXB and of other comparisons of extractors:
 * words are runs of {@code \w} in lower case, as Python sees them ({@link PythonText}); what counts
 * is how often each occurs, not where. Words are compared by 64 bits of a hash. Used by one thread
 * at a time.
 */
public final class WordScore {

  /** Shares between 0 and 1; all three are 1 when neither text has a word. */
  public record Score(double f1, double precision, double recall) {

    private static final Score NONE = new Score(0, 0, 0);
    private static final Score BOTH_EMPTY = new Score(1, 1, 1);
  }

  private static final long START = 0x243F6A8885A308D3L;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final Long2IntOpenHashMap left = new Long2IntOpenHashMap();
  private final Words words = new Words();

  /** Scores a text that an extractor gave against the one that is right. */
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

  /** Goes through the words of a text. */
  private static final class Words {

    private String text = "";
    private int at;
    private long hash;

    void start(String newText) {
      text = newText;
      at = 0;
    }

    /** False at the end; else {@link #hash} is that of the next word. */
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
            break; // its second half is a combining mark, which ends the word
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
