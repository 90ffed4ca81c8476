package io.millrace.rephrase.gate;

import static io.millrace.rephrase.gate.GateFixture.ENGLISH;
import static io.millrace.rephrase.gate.GateFixture.GOOD;
import static io.millrace.rephrase.gate.GateFixture.SOURCE;
import static io.millrace.rephrase.gate.GateFixture.check;
import static io.millrace.rephrase.gate.GateFixture.reasons;
import static io.millrace.rephrase.gate.GateFixture.rewrite;
import static io.millrace.rephrase.gate.GateFixture.style;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.api.Setting;
import io.millrace.rephrase.document.Gates;
import io.millrace.rephrase.generate.Completion.Finish;
import io.millrace.rephrase.local.LlamaSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {

  @Test
  void aGoodParaphrasePasses() {
    GateResult result = check(SOURCE, GOOD);
    assertThat(reasons(result)).isEmpty();
    assertThat(result.passed()).isTrue();
    assertThat(result.signals())
        .containsEntry("number_recall", 1.0)
        .containsEntry("name_recall", 1.0)
        .containsEntry("names", 3.0)
        .containsEntry("numbers", 4.0);
  }

  @Test
  void allGatesRunAfterAFailure() {
    GateInput input = new GateInput(SOURCE, "", "", Finish.LENGTH, "en", style(AnswerKind.REWRITE));
    GateResult result = check(input);
    assertThat(reasons(result)).contains(GateReason.EMPTY, GateReason.TRUNCATED);
    assertThat(result.signals().keySet()).containsAll(check(SOURCE, GOOD).signals().keySet());
  }

  @Test
  void signalsAreSortedAndFailuresHaveTheirSignal() {
    GateResult result = check(SOURCE, "In 1750 a dog ran. In 1750 a dog ran. In 1750 a dog ran.");
    assertThat(List.copyOf(result.signals().keySet())).isSorted();
    assertThat(result.failures())
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(result.signals()).containsEntry(failure.signal(), failure.value()));
  }

  @Test
  void thePassageFailsAsACopy() {
    assertThat(reasons(check(SOURCE, SOURCE))).containsExactly(GateReason.COPIED);
  }

  @Test
  void anUnrelatedTextFailsAsInvented() {
    String answer =
        "Bees dance to tell others where flowers grow, and longer dances mean that food lies"
            + " further away from their hive than usual. That helps everybody.";
    assertThat(reasons(check(SOURCE, answer)))
        .contains(GateReason.INVENTED, GateReason.NUMBERS_LOST, GateReason.NAMES_LOST);
  }

  @Test
  void anotherLanguageFails() {
    GateInput input = rewrite(SOURCE, GOOD, "de");
    GateResult result = Gates.of(GateSettings.defaults(), ENGLISH).check(input);
    assertThat(reasons(result)).contains(GateReason.OTHER_LANGUAGE);
    assertThat(result.signals()).containsEntry("language_score", 0.0);
  }

  @Test
  void similarLanguagesPass() {
    GateInput input = rewrite(SOURCE, GOOD, "no");
    LanguageGuesser danish = text -> new LanguageGuesser.Guess("da", .9);
    GateResult result = Gates.of(GateSettings.defaults(), danish).check(input);
    assertThat(reasons(result)).doesNotContain(GateReason.OTHER_LANGUAGE);
  }

  @Test
  void anotherScriptFailsWithoutALanguageIdentifier() {
    GateInput input = rewrite("Мост построили давно.", "Most postroili davno, da.", "ru");
    GateResult result = check(input);
    assertThat(reasons(result)).contains(GateReason.OTHER_SCRIPT);
    assertThat(result.signals()).containsEntry("script_loss", 1.0);
  }

  @Test
  void kanaAndHanCountAsOneScript() {
    GateInput input = rewrite("橋は古い。橋は長い。", "ふるくてながいはしがあります。", "ja");
    assertThat(reasons(check(input))).doesNotContain(GateReason.OTHER_SCRIPT);
  }

  @Test
  void lengthLimitsDependOnTheForm() {
    String summary = "Harding's bridge over the Aire rusted.";
    GateInput rewrite = rewrite(SOURCE, summary, "en");
    assertThat(reasons(check(rewrite))).contains(GateReason.TOO_SHORT);
    GateInput condense =
        new GateInput(SOURCE, summary, summary, Finish.STOP, "en", style(AnswerKind.CONDENSE));
    assertThat(reasons(check(condense))).isEmpty();
  }

  @Test
  void anUnfinishedSentenceFailsOnlyInProse() {
    String cut = GOOD.substring(0, GOOD.length() - 8);
    assertThat(reasons(check(SOURCE, cut))).containsExactly(GateReason.UNFINISHED);
    StyleFacts table = new StyleFacts(AnswerKind.REWRITE, "", List.of(), false, true);
    assertThat(reasons(check(new GateInput(SOURCE, cut, cut, Finish.STOP, "en", table)))).isEmpty();
  }

  @Test
  void requiredTextIsSearchedInTheRawAnswer() {
    StyleFacts tags =
        new StyleFacts(AnswerKind.REWRITE, "", List.of("<text>", "</text>"), true, true);
    GateInput with =
        new GateInput(SOURCE, "<text>" + GOOD + "</text>", GOOD, Finish.STOP, "en", tags);
    GateInput without = new GateInput(SOURCE, "<text>" + GOOD, GOOD, Finish.STOP, "en", tags);
    assertThat(reasons(check(with))).isEmpty();
    assertThat(reasons(check(without))).containsExactly(GateReason.REQUIRED_TEXT_MISSING);
  }

  @Test
  void aLeakedInstructionFails() {
    String instruction =
        "Write the passage again in other words and keep all numbers and names as they are.";
    StyleFacts style = new StyleFacts(AnswerKind.REWRITE, instruction, List.of(), true, true);
    String leaky = GOOD + " Keep all numbers and names as they are.";
    GateInput input = new GateInput(SOURCE, leaky, leaky, Finish.STOP, "en", style);
    assertThat(reasons(check(input)))
        .containsExactly(GateReason.PROMPT_LEAK, GateReason.SENTENCE_INVENTED);
    GateInput ofThePassage = new GateInput(leaky, leaky, leaky, Finish.STOP, "en", style);
    assertThat(reasons(check(ofThePassage))).doesNotContain(GateReason.PROMPT_LEAK);
  }

  @Test
  void theReaderOfAStyleDecidesOnItsForm() {
    StyleFacts broken = new StyleFacts(AnswerKind.REWRITE, "", List.of(), true, false);
    assertThat(reasons(check(new GateInput(SOURCE, GOOD, GOOD, Finish.STOP, "en", broken))))
        .containsExactly(GateReason.BAD_SHAPE);
  }

  @ParameterizedTest
  @CsvSource({
    "312 m, 312 km, UNITS_CHANGED",
    "2015, 2016, NUMBERS_INVENTED",
    "1887, long ago, NUMBERS_LOST",
    "Thomas Harding, Peter Miller, NAMES_INVENTED"
  })
  void missingFactsFail(String fact, String instead, GateReason reason) {
    assertThat(reasons(check(SOURCE, GOOD.replace(fact, instead)))).contains(reason);
  }

  @Test
  void numbersInWordsAndNamesOfMonthsCountAsKept() {
    String source = "On 3/5/2014 the museum counted 6 beetles and 21 flies from 60 countries.";
    String answer =
        "In May 2014, on the third, six beetles and twenty-one flies of 60 countries were counted.";
    assertThat(check(source, answer).signals())
        .containsEntry("number_recall", 1.0)
        .containsEntry("number_precision", 1.0);
  }

  @Test
  void numbersInWordsOfThePassageAreASignal() {
    String source = "Six years later, twenty-one bridges had rusted.";
    assertThat(check(source, "After 6 years there was rust on 21, of the 20 and 1.").signals())
        .containsEntry("number_word_recall", 1.0);
    assertThat(check(source, "Some years later twenty-one bridges had rusted.").signals())
        .containsEntry("number_word_recall", 2 / 3.0);
  }

  @Test
  void missingAddressesFail() {
    String source = "Ask info@museum.example or see https://www.museum.example/beetles, please.";
    String kept = "See museum at http://museum.example/beetles or write to INFO@museum.example.";
    assertThat(check(source, kept).signals())
        .containsEntry("link_recall", 1.0)
        .containsEntry("link_precision", 1.0);
    String changed = "See https://museum.example/flies, or write to info@museum.example, please.";
    assertThat(reasons(check(source, changed)))
        .contains(GateReason.LINKS_LOST, GateReason.LINKS_INVENTED);
  }

  @Test
  void namesInTextOfOtherScriptsAreLatinWordsAndKatakana() {
    GateInput lost = rewrite("東京のマイケルはLinuxを使う。", "東京の人はWindowsをよく使う。", "ja");
    assertThat(reasons(check(lost))).contains(GateReason.NAMES_LOST, GateReason.NAMES_INVENTED);
  }

  @Test
  void germanNounsAreNotNames() {
    GateInput input =
        rewrite(
            "Die Brücke wurde von dem Ingenieur Thomas Harding gebaut, weil der Fluss breit war.",
            "Weil das Wasser breit war, errichtete Thomas Harding, ein Techniker, den Bau.",
            "de");
    assertThat(check(input).signals())
        .containsEntry("names", 1.0)
        .containsEntry("name_recall", 1.0)
        .containsEntry("name_precision", 1.0);
  }

  @Test
  void inflectedNamesAreEqual() {
    GateInput input =
        rewrite(
            "Музей в Лондоне открыл Иван Петров.", "Иваном Петровым открыт музей: Лондон.", "ru");
    assertThat(check(input).signals()).containsEntry("name_recall", 1.0);
  }

  @Test
  void repetitionFails() {
    String again = "The steel of the bridge had rusted by 2009. ";
    assertThat(reasons(check(SOURCE, GOOD + " " + again + again + again + again)))
        .contains(GateReason.REPETITION);
    assertThat(reasons(check(SOURCE, "no ".repeat(60) + "."))).contains(GateReason.REPETITION);
  }

  @Test
  void repetitionInThePassageIsAllowed() {
    String song = "La la la, we sing a song. ".repeat(6);
    assertThat(reasons(check(song, song))).doesNotContain(GateReason.REPETITION);
  }

  @Test
  void changedNegationsFail() {
    assertThat(negationChange("It is not so, and it never was.", "It is so, and was."))
        .isEqualTo(-2);
    assertThat(negationChange("It has no door.", "It lacks a door.")).isZero();
    assertThat(negationChange("It was closed.", "It was not open.")).isZero();
    assertThat(negationChange("No lo sabe nadie.", "Nadie lo sabe.")).isZero();
    assertThat(negationChange("At most two.", "No more than two.")).isZero();
    GateResult result = check("It is not true, he says.", "It is true, he says.");
    assertThat(reasons(result)).contains(GateReason.NEGATION_CHANGED);
  }

  private static double negationChange(String source, String answer) {
    String language = source.endsWith("nadie.") ? "es" : "en";
    return check(rewrite(source, answer, language)).signals().get("negation_change");
  }

  @Test
  void everySettingIsDescribed() {
    for (Class<?> settings : List.of(GateSettings.class, KindLimits.class, LlamaSettings.class)) {
      assertThat(settings.getRecordComponents())
          .allMatch(component -> component.isAnnotationPresent(Setting.class));
    }
    for (AnswerKind kind : AnswerKind.values()) {
      assertThat(GateSettings.defaults().limits(kind)).isEqualTo(KindLimits.of(kind));
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KindLimits(2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1))
        .withMessageContaining("'min_length_ratio' is 2.0");
  }
}
