package io.millrace.rephrase.gate;

import io.millrace.api.Names;
import io.millrace.api.Setting;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Thresholds of all gates. A value that equals its threshold passes. */
public record GateSettings(
    @Setting("Limits for styles that say the same in other words.") KindLimits rewrite,
    @Setting("Limits for styles that say less.") KindLimits condense,
    @Setting("Limits for styles that say it at more length.") KindLimits expand,
    @Setting(value = "Least code points of an answer.", min = 1) int minCharacters,
    @Setting(value = "Most code points of an answer.", min = 1) int maxCharacters,
    @Setting("Whether running text must end where a sentence ends, if the passage does.")
        boolean requireSentenceEnd,
    @Setting(
            value = "Least score of the language identifier; lower counts as another language.",
            min = 0,
            max = 1)
        double minLanguageScore,
    @Setting(value = "Letters below which the language identifier is not believed.", min = 0)
        int minLanguageLetters,
    @Setting(
            value =
                "Languages that identifiers take for each other: for a language, those that are as good,"
                    + " with spaces between.",
            names = Names.LANGUAGE_LISTS)
        SortedMap<String, String> closeLanguages,
    @Setting(
            value = "By how much the share of the passage's main script may fall.",
            min = 0,
            max = 1)
        double maxScriptLoss,
    @Setting(value = "Words of a run that counts as taken from the instruction.", min = 2, max = 50)
        int leakWords,
    @Setting(value = "Most runs of words taken from the instruction.", min = 0) int maxLeaks,
    @Setting(value = "Words of a run when comparing with the passage.", min = 1, max = 50)
        int ngramWords,
    @Setting(
            value = "The same for scripts without spaces, where a letter is a word.",
            min = 1,
            max = 50)
        int ngramLetters,
    @Setting(value = "Most numbers whose unit has changed.", min = 0) int maxUnitChanges,
    @Setting(
            value = "Least share of the answer's addresses that the passage has.",
            min = 0,
            max = 1)
        double minLinkPrecision,
    @Setting(
            value =
                "Languages that write every noun with a capital letter: there only runs are names.",
            names = Names.LANGUAGES)
        List<String> capitalisedNouns,
    @Setting(
            value = "Most numbers that stand with what the passage counts with another number.",
            min = 0)
        int maxNumberSwaps,
    @Setting(
            value =
                "Most numbers in a sentence that has no other longer word of the passage's sentence with"
                    + " that number.",
            min = 0)
        int maxNumbersAdrift,
    @Setting(value = "Most names that stand exactly where the passage has another.", min = 0)
        int maxNameSwaps,
    @Setting(
            value =
                "Most days, months, seasons, directions, relatives, times of day, units and colours"
                    + " that the answer names and the passage does not.",
            min = 0)
        int maxTermsInvented,
    @Setting(value = "Most words that have the opposite of one of the passage's.", min = 0)
        int maxOpposites,
    @Setting(value = "Most share of runs of four words that came before.", min = 0, max = 1)
        double maxRepeatedNgrams,
    @Setting(value = "Most share of lines or sentences that came before.", min = 0, max = 1)
        double maxRepeatedLines,
    @Setting(
            value = "Most share of the answer that is one thing three or more times over.",
            min = 0,
            max = 1)
        double maxLoop) {

  public GateSettings {
    closeLanguages = Collections.unmodifiableSortedMap(new TreeMap<>(closeLanguages));
    capitalisedNouns = List.copyOf(capitalisedNouns);
    if (minCharacters > maxCharacters) {
      throw new IllegalArgumentException(
          "'min_characters' is "
              + minCharacters
              + ", more than 'max_characters', which is "
              + maxCharacters);
    }
  }

  public static GateSettings defaults() {
    return new GateSettings(
        KindLimits.of(AnswerKind.REWRITE),
        KindLimits.of(AnswerKind.CONDENSE),
        KindLimits.of(AnswerKind.EXPAND),
        20,
        50_000,
        true,
        .5,
        40,
        neighbours(),
        .2,
        8,
        0,
        3,
        5,
        0,
        1,
        List.of("de", "lb", "als", "bar", "nds"),
        0,
        0,
        0,
        0,
        0,
        .3,
        .2,
        .15);
  }

  /** Limits of a kind of style. */
  public KindLimits limits(AnswerKind kind) {
    return switch (kind) {
      case REWRITE -> rewrite;
      case CONDENSE -> condense;
      case EXPAND -> expand;
    };
  }

  private static SortedMap<String, String> neighbours() {
    SortedMap<String, String> close = new TreeMap<>();
    close.put("bs", "hr sh sr");
    close.put("da", "no");
    close.put("gl", "pt es");
    close.put("hr", "bs sh sr");
    close.put("id", "ms");
    close.put("ms", "id");
    close.put("no", "nn da");
    close.put("pt", "gl");
    close.put("sh", "bs hr sr");
    close.put("sr", "bs hr sh");
    close.put("zh", "wuu yue");
    return close;
  }
}
