package io.millrace.filters.c4;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import io.millrace.corpus.ResourceLines;
import java.util.List;
import java.util.Map;

/**
 * Settings of {@link C4Cleaner} and {@link C4Filter}: Raffel et al. 2020, section 2.2, and the
 * published C4 code for long words and policy phrases. Some rules of C4 remove much more than they
 * aim at, so these defaults differ (docs/decisions/0003):
 *
 * <ul>
 *   <li>The punctuation rule is off as in FineWeb (Penedo et al. 2024, section 3.5: it alone
 *       removes 30 % of all tokens).
 *   <li>Lines that request JavaScript are removed, not all lines with the word.
 *   <li>Headings are kept, although they have fewer than three words.
 *   <li>A few curly brackets are allowed, for prose about software.
 * </ul>
 */
public record C4Settings(
    @Setting("Whether lines without terminal punctuation, or with an ellipsis, are removed.")
        boolean requireTerminalPunctuation,
    @Setting(value = "Fewest words of a line that is kept.", min = 0) PerLanguage minWordsPerLine,
    @Setting("Whether a line of fewer words is kept that stands alone, as headings do.")
        boolean keepHeadings,
    @Setting(value = "Longest word in characters of a line that is kept.", min = 1)
        PerLanguage maxWordLength,
    @Setting("Phrases, in any case, of requests for JavaScript, whose lines are removed.")
        List<String> javascriptPhrases,
    @Setting("Phrases, in any case, whose lines are removed.") List<String> policyPhrases,
    @Setting(value = "Fewest sentences of a document, after its lines were cleaned.", min = 0)
        PerLanguage minSentences,
    @Setting(value = "Most occurrences of 'lorem ipsum'.", min = 0) PerLanguage maxLoremIpsum,
    @Setting(value = "Most opening curly brackets a word.", min = 0) PerLanguage maxCurlyBrackets) {

  private static final C4Settings DEFAULTS =
      new C4Settings(
          false,
          PerLanguage.of(3),
          true,
          PerLanguage.of(1000),
          ResourceLines.of(C4Settings.class, "javascript-phrases.txt"),
          List.of(
              "terms of use",
              "privacy policy",
              "cookie policy",
              "uses cookies",
              "use of cookies",
              "use cookies"),
          // these languages have no marks at the end of sentences
          PerLanguage.of(5, Map.of("th", 1.0, "lo", 1.0, "bo", 1.0, "dz", 1.0)),
          PerLanguage.of(0),
          PerLanguage.of(.02));

  public C4Settings {
    javascriptPhrases = List.copyOf(javascriptPhrases);
    policyPhrases = List.copyOf(policyPhrases);
  }

  public static C4Settings defaults() {
    return DEFAULTS;
  }
}
