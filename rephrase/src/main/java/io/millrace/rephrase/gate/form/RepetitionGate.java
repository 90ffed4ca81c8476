package io.millrace.rephrase.gate.form;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.text.Tokens;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/** Detects answers that repeat themselves more than the passage does. */
public final class RepetitionGate implements Gate {

  private static final int NGRAM = 4;
  private static final int NGRAM_UNSPACED = 8;

  /** Longest period in words of a detected loop. */
  private static final int LONGEST_PERIOD = 60;

  private final GateSettings settings;

  public RepetitionGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    Tokens source = texts.source();
    Tokens answer = texts.answer();
    GateResult.Builder result = new GateResult.Builder();
    compare(
        result,
        "repeated_ngrams",
        repeatedNgrams(answer),
        repeatedNgrams(source),
        settings.maxRepeatedNgrams());
    compare(
        result,
        "repeated_lines",
        repeatedLines(answer),
        repeatedLines(source),
        settings.maxRepeatedLines());
    compare(result, "loop", loop(answer), loop(source), settings.maxLoop());
    return result.build();
  }

  private static void compare(
      GateResult.Builder result, String name, double answer, double source, double most) {
    result.atMost(name, answer, Math.max(most, source), GateReason.REPETITION);
  }

  static double repeatedNgrams(Tokens tokens) {
    long[] grams = tokens.ngrams(tokens.isUnspaced() ? NGRAM_UNSPACED : NGRAM);
    LongOpenHashSet seen = new LongOpenHashSet(grams.length);
    int repeated = 0;
    for (long gram : grams) {
      repeated += seen.add(gram) ? 0 : 1;
    }
    return grams.length == 0 ? 0 : repeated / (double) grams.length;
  }

  /** Share of lines and sentences of at least two words that occurred before. */
  static double repeatedLines(Tokens tokens) {
    LongOpenHashSet seen = new LongOpenHashSet();
    int all = 0;
    int repeated = 0;
    int words = 0;
    long hash = 0;
    for (int i = 0; i < tokens.size(); i++) {
      hash = Tokens.mix(hash * 31 + tokens.hash(i));
      words++;
      int next = i + 1 < tokens.size() ? tokens.start(i + 1) : tokens.text().length();
      if (i + 1 == tokens.size() || breaks(tokens.text(), tokens.end(i), next)) {
        if (words > 1) {
          all++;
          repeated += seen.add(hash) ? 0 : 1;
        }
        words = 0;
        hash = 0;
      }
    }
    return all == 0 ? 0 : repeated / (double) all;
  }

  private static boolean breaks(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\n' || UCharacter.hasBinaryProperty(c, UProperty.S_TERM)) {
        return true;
      }
    }
    return false;
  }

  /** Share of the words in the longest loop: a sequence three or more times in a row. */
  static double loop(Tokens tokens) {
    int longest = 0;
    for (int period = 1; period <= LONGEST_PERIOD; period++) {
      int run = 0;
      for (int i = period; i < tokens.size(); i++) {
        run = tokens.hash(i) == tokens.hash(i - period) ? run + 1 : 0;
        if (run >= 2 * period) {
          longest = Math.max(longest, run + period);
        }
      }
    }
    return tokens.size() == 0 ? 0 : longest / (double) tokens.size();
  }
}
