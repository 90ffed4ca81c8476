package io.millrace.rephrase.gate;

import io.millrace.api.Setting;

/** Limits for styles that leave words out and do nothing else. */
public record ShorteningSettings(
    @Setting(value = "Most words that the passage has not, or not in this order.", min = 0)
        int maxInsertedWords,
    @Setting(
            value = "Most words left out before an of, to or that whose complement stays.",
            min = 0)
        int maxHeadsLost,
    @Setting(value = "Most places where parts of two clauses became one.", min = 0)
        int maxClausesJoined,
    @Setting(
            value =
                "Most sentences that begin with a pronoun when nothing is left of the one before.",
            min = 0)
        int maxReferentsLost,
    @Setting(value = "Most negations left out of a clause of which something stays.", min = 0)
        int maxNegationsCut,
    @Setting(
            value =
                "Most days, seasons, directions, relatives and the like left out of a clause of which"
                    + " something stays.",
            min = 0)
        int maxTermsCut,
    @Setting(
            value =
                "Most limiting words (only, almost, until, if ...) left out of a clause of which"
                    + " something stays; of conditions, of a sentence.",
            min = 0)
        int maxLimitersCut) {

  public static ShorteningSettings defaults() {
    return new ShorteningSettings(0, 0, 0, 0, 0, 0, 0);
  }
}
