package io.millrace.rephrase.gate.facts;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.KindLimits;
import io.millrace.rephrase.gate.text.CommonRun;
import io.millrace.rephrase.gate.text.Tokens;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/** Checks that the answer is not a copy of the passage, and that both have words in common. */
public final class CopyGate implements Gate {

  private static final int LONG_WORD = 4;

  private final GateSettings settings;

  public CopyGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    Tokens source = texts.source();
    Tokens answer = texts.answer();
    KindLimits limits = settings.limits(texts.input().style().kind());
    int n = answer.isUnspaced() ? settings.ngramLetters() : settings.ngramWords();
    int run = CommonRun.longest(source, answer);
    double runShare = answer.size() == 0 ? 0 : run / (double) answer.size();
    boolean longEnough = answer.size() >= n;
    double grams = longEnough ? sharedNgrams(source, answer, n) : 0;
    LongOpenHashSet there = stems(source);
    LongOpenHashSet here = stems(answer);
    return new GateResult.Builder()
        .signal("copied_words", run)
        .atMost("copied_run", runShare, limits.maxCopiedRun(), GateReason.COPIED)
        .atMost("ngram_overlap", grams, limits.maxNgramOverlap(), GateReason.COPIED)
        .atLeast("word_recall", share(there, here), limits.minWordRecall(), GateReason.INCOMPLETE)
        .atLeast("word_overlap", share(here, there), limits.minWordOverlap(), GateReason.INVENTED)
        .build();
  }

  private static double sharedNgrams(Tokens source, Tokens answer, int n) {
    LongOpenHashSet there = new LongOpenHashSet(source.ngrams(n));
    long[] grams = answer.ngrams(n);
    int shared = 0;
    for (long gram : grams) {
      shared += there.contains(gram) ? 1 : 0;
    }
    return shared / (double) grams.length;
  }

  private static double share(LongOpenHashSet words, LongOpenHashSet others) {
    int shared = 0;
    for (var i = words.iterator(); i.hasNext(); ) {
      shared += others.contains(i.nextLong()) ? 1 : 0;
    }
    return words.isEmpty() ? 1 : shared / (double) words.size();
  }

  /** Stems of distinct longer words. */
  private static LongOpenHashSet stems(Tokens tokens) {
    LongOpenHashSet stems = new LongOpenHashSet();
    for (int i = 0; i < tokens.size(); i++) {
      boolean counts =
          tokens.end(i) - tokens.start(i) >= LONG_WORD
              || Tokens.isUnspaced(tokens.text().codePointAt(tokens.start(i)));
      if (counts) {
        stems.add(tokens.stem(i));
      }
    }
    return stems;
  }
}
