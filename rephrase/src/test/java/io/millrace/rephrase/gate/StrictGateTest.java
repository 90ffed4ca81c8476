package io.millrace.rephrase.gate;

import static io.millrace.rephrase.gate.GateFixture.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.generate.Completion.Finish;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictGateTest {

  private static final String SOURCE =
      "The tower was built of granite in 1823 by John Weber. Until 1956 it served only eleven"
          + " villages on the coast.";

  /** The gate alone: what others say of these sentences is their matter. */
  private static GateResult strict(
      String source, String answer, String language, AnswerKind kind, StrictSettings limits) {
    GateInput input =
        new GateInput(source, answer, answer, Finish.STOP, language, GateFixture.style(kind));
    return new StrictGate(GateFixture.strict(limits)).check(Comparison.of(input));
  }

  private static GateResult strict(String source, String answer, String language) {
    return strict(source, answer, language, AnswerKind.REWRITE, GateFixture.STRICT);
  }

  @Test
  void isMeasuredButFailsNothingByDefault() {
    GateResult result =
        strict(SOURCE, "Nobody knows it.", "en", AnswerKind.REWRITE, StrictSettings.defaults());
    assertThat(result.passed()).isTrue();
    assertThat(result.signals()).containsEntry("new_words", 2.0).containsEntry("kept_words", 0.0);
  }

  @Test
  void theSameWordsInAnotherOrderPass() {
    String answer =
        "In 1823 the tower was built of granite by John Weber. It served only eleven villages on the"
            + " coast until 1956.";
    assertThat(reasons(strict(SOURCE, answer, "en"))).isEmpty();
  }

  @Test
  void aWordThatIsNotThereFails() {
    assertThat(reasons(strict(SOURCE, SOURCE.replace("served", "fed"), "en")))
        .contains(GateReason.WORDS_INVENTED);
  }

  @Test
  void otherEndingsAndPartsOfCompoundsAreTheSameWord() {
    assertThat(fresh("de", "Der Leuchtturmwärter wohnte im Haus.", "Die Wärter der Häuser."))
        .isEqualTo(1);
    assertThat(fresh("de", "Das Wasser treibt die Mühle.", "Eine Wassermühle treibt.")).isZero();
    assertThat(fresh("en", "They visited the museum.", "A visit to museums.")).isZero();
    assertThat(fresh("fr", "Il complète la liste.", "Il remplace la liste.")).isEqualTo(1);
    assertThat(fresh("es", "El faro funciona solo.", "Los faros funcionan solos.")).isZero();
  }

  private static int fresh(String language, String source, String answer) {
    return strict(source, answer, language).signals().get("new_words").intValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Anna Reed beat Lea Marsh in the final.|Lea Marsh beat Anna Reed in the final.",
        "de|Die Bank verkaufte die Hallen der Gemeinde.|Die Gemeinde verkaufte die Hallen der Bank.",
      })
  void changedRolesFail(String language, String source, String answer) {
    assertThat(reasons(strict(source, answer, language))).contains(GateReason.WORDS_MOVED);
  }

  @Test
  void whatStandsFarApartMustNotBePutTogether() {
    StrictSettings near = new StrictSettings(true, 0, 0, 0, 1, 0, .6, .97);
    String source =
        "In 1823 the brothers Paul and Henry Marsh bought a mill at the river. Their sister opened"
            + " a bakery in the old station.";
    assertThat(reasons(strict(source, "Paul opened a bakery.", "en", AnswerKind.CONDENSE, near)))
        .contains(GateReason.WORDS_MOVED);
  }

  @Test
  void wordsThatLimitMustStay() {
    assertThat(reasons(strict(SOURCE, SOURCE.replace("only ", ""), "en")))
        .contains(GateReason.LIMITERS_CHANGED);
    assertThat(reasons(strict(SOURCE, SOURCE.replace("served", "almost served"), "en")))
        .contains(GateReason.LIMITERS_CHANGED);
    // together with what it limits it may go, where leaving out is the point
    String half = "The tower was built of granite in 1823 by John Weber.";
    assertThat(reasons(strict(SOURCE, half, "en", AnswerKind.CONDENSE, GateFixture.STRICT)))
        .isEmpty();
    assertThat(reasons(strict(SOURCE, half, "en"))).contains(GateReason.INCOMPLETE);
  }

  @Test
  void thePassageAgainIsNoAnswer() {
    assertThat(reasons(strict(SOURCE, SOURCE, "en", AnswerKind.CONDENSE, GateFixture.STRICT)))
        .isEqualTo(Set.of(GateReason.COPIED));
  }

  @Test
  void languagesWithoutListsAreMeasuredToo() {
    assertThat(reasons(strict("Młyn stoi nad rzeką.", "Dom stoi nad rzeką.", "pl")))
        .contains(GateReason.WORDS_INVENTED);
  }
}
