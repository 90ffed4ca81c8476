package io.millrace.filters.c4;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.List;
import java.util.Map;

/**
 * Settings of {@link C4Cleaner} and {@link C4Filter}: Raffel et al. 2020, section 2.2, and the
 * published C4 code for long words and policy phrases. Where C4 means a warning or a page of code,
 * its rules take much else; the defaults differ from it in these (docs/decisions/0003):
 *
 * <ul>
 *   <li>The punctuation rule is off as in FineWeb (Penedo et al. 2024, section 3.5: it alone
 *       removes 30 % of all tokens).
 *   <li>Lines go that ask for JavaScript, not all that name it.
 *   <li>A heading is kept, though it has fewer than three words.
 *   <li>Some curly brackets are allowed to a page of prose about software.
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
          JavascriptPhrases.all(),
          List.of(
              "terms of use",
              "privacy policy",
              "cookie policy",
              "uses cookies",
              "use of cookies",
              "use cookies"),
          // written without marks at the end of sentences, so only lines could be counted
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
