package io.millrace.rephrase.gate;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * Has every sentence of the answer a footing in the passage, and every sentence of the passage a
 * trace in the answer? Of a sentence's longer words, numbers included, the share that the other
 * text has, up to endings; the weakest sentence counts. One invented sentence among true ones is
 * lost in the mean over the whole text, as {@code word_overlap} takes it.
 */
final class SentenceGate implements Gate {

  /** Fewest longer words of a sentence that is judged. */
  private static final int FEWEST = 3;

  private static final int FEWEST_UNSPACED = 10;
  private static final int LONG_WORD = 4;

  private final GateSettings settings;

  SentenceGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(Comparison texts) {
    KindLimits limits = settings.limits(texts.input().style().kind());
    double footing = weakest(texts.answer(), texts.source());
    double trace = weakest(texts.source(), texts.answer());
    return new GateResult.Builder()
        .atLeast(
            "sentence_overlap", footing, limits.minSentenceOverlap(), GateReason.SENTENCE_INVENTED)
        .atLeast("sentence_recall", trace, limits.minSentenceRecall(), GateReason.SENTENCE_LOST)
        .build();
  }

  /** The smallest share of a sentence's words that another text has; 1 if there is none. */
  private static double weakest(Tokens text, Tokens other) {
    LongOpenHashSet there = new LongOpenHashSet(other.size());
    for (int i = 0; i < other.size(); i++) {
      there.add(other.prefix(i));
    }
    Sentences sentences = Sentences.of(text);
    int fewest = text.isUnspaced() ? FEWEST_UNSPACED : FEWEST;
    double weakest = 1;
    for (int sentence = 0; sentence < sentences.size(); sentence++) {
      int all = 0;
      int found = 0;
      for (int i = sentences.from(sentence); i < sentences.to(sentence); i++) {
        if (counts(text, i)) {
          all++;
          found += there.contains(text.prefix(i)) ? 1 : 0;
        }
      }
      if (all >= fewest) {
        weakest = Math.min(weakest, found / (double) all);
      }
    }
    return weakest;
  }

  private static boolean counts(Tokens text, int i) {
    int first = text.text().codePointAt(text.start(i));
    return text.end(i) - text.start(i) >= LONG_WORD
        || Tokens.isUnspaced(first)
        || Numbers.isDigit(first);
  }
}
