package io.millrace.rephrase.gate;

import io.millrace.api.Setting;

/** Limits that depend on {@link AnswerKind}. */
public record KindLimits(
    @Setting(value = "Least code points of the answer for each of the passage.", min = 0)
        double minLengthRatio,
    @Setting(value = "Most code points of the answer for each of the passage.", min = 0)
        double maxLengthRatio,
    @Setting(value = "Least share of the passage's numbers that the answer has.", min = 0, max = 1)
        double minNumberRecall,
    @Setting(value = "Least share of the answer's numbers that the passage has.", min = 0, max = 1)
        double minNumberPrecision,
    @Setting(
            value = "Least share of the passage's addresses that the answer has.",
            min = 0,
            max = 1)
        double minLinkRecall,
    @Setting(value = "Least share of the passage's names that the answer has.", min = 0, max = 1)
        double minNameRecall,
    @Setting(value = "Least share of the answer's names that the passage has.", min = 0, max = 1)
        double minNamePrecision,
    @Setting(
            value = "Least share of the answer's longer words that the passage has.",
            min = 0,
            max = 1)
        double minWordOverlap,
    @Setting(
            value = "Least share of the passage's longer words that the answer has.",
            min = 0,
            max = 1)
        double minWordRecall,
    @Setting(
            value =
                "Least share of the longer words of each sentence of the answer that the passage has.",
            min = 0,
            max = 1)
        double minSentenceOverlap,
    @Setting(
            value =
                "Least share of the longer words of each sentence of the passage that the answer has.",
            min = 0,
            max = 1)
        double minSentenceRecall,
    @Setting(
            value = "Least share of the numbers in words of the answer that the passage has.",
            min = 0,
            max = 1)
        double minNumberWordPrecision,
    @Setting(value = "Most negations that the answer has more or less than the passage.", min = 0)
        int maxNegationChange,
    @Setting(value = "Most share of the answer's n-grams that the passage has.", min = 0, max = 1)
        double maxNgramOverlap,
    @Setting(
            value = "Most share of the answer that one run of words of the passage makes up.",
            min = 0,
            max = 1)
        double maxCopiedRun) {

  public KindLimits {
    if (minLengthRatio > maxLengthRatio) {
      throw new IllegalArgumentException(
          "'min_length_ratio' is "
              + minLengthRatio
              + ", more than 'max_length_ratio', which is "
              + maxLengthRatio);
    }
  }

  public static KindLimits defaults() {
    return of(AnswerKind.REWRITE);
  }

  /** The defaults of a kind. */
  public static KindLimits of(AnswerKind kind) {
    return switch (kind) {
      case REWRITE -> new KindLimits(.5, 2, .9, 1, 1, .7, .8, .25, .2, .15, .2, 1, 0, .7, .5);
      // omits content and quotes
      case CONDENSE -> new KindLimits(.05, 1.2, 0, 1, 0, 0, .8, .2, 0, .15, 0, 1, 0, 1, 1);
      // asks and explains in new words
      case EXPAND -> new KindLimits(.3, 5, .5, .9, .5, .5, .7, .1, .15, .15, 0, 1, 2, .95, .6);
    };
  }
}
