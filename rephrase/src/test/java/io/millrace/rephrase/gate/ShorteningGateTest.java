package io.millrace.rephrase.gate;

import static io.millrace.rephrase.gate.GateFixture.check;
import static io.millrace.rephrase.gate.GateFixture.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.generate.Completion.Finish;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShorteningGateTest {

  private static GateInput input(String language, String source, String answer, AnswerKind kind) {
    return new GateInput(source, answer, answer, Finish.STOP, language, GateFixture.style(kind));
  }

  /** All gates, as a style that shortens is checked. */
  private static Set<GateReason> shortened(String language, String source, String answer) {
    return reasons(check(input(language, source, answer, AnswerKind.SHORTEN)));
  }

  /** Answers of a small model to passages of our own, right in fact. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|The museum shows tools, clothes and letters of the miners who worked in the valley. Entry"
            + " is free on the first Sunday of the month; on other days it costs four pounds.|The"
            + " museum shows tools, clothes and letters of the miners. Entry is free on the first"
            + " Sunday of the month; on other days it costs four pounds.",
        "en|The old lighthouse on the cape, which was painted white in June, has been lit since 1931."
            + " The keeper climbs its 212 steps.|The lighthouse on the cape has been lit since 1931."
            + " The keeper climbs its steps.",
        "de|Der Tunnel unter dem Berg ist 640 Meter lang und wurde von Hand gegraben. Neunzig Männer"
            + " brauchten dafür vier Jahre, und der letzte Stein wurde im Oktober 1862 gesetzt.|Der"
            + " Tunnel unter dem Berg ist 640 Meter lang. Neunzig Männer brauchten vier Jahre, und"
            + " der letzte Stein wurde im Oktober 1862 gesetzt.",
        "it|Margherita Doria insegnò matematica nella scuola del paese per trentun anni. Dopo la"
            + " pensione scrisse un piccolo libro sui ponti della provincia.|Margherita Doria"
            + " insegnò matematica. Dopo la pensione scrisse un piccolo libro sui ponti.",
        "fr|La forge du village, fermée depuis longtemps, abrite un petit musée. Le guide montre les"
            + " outils.|La forge du village abrite un petit musée. Le guide montre les outils.",
        "es|La fragua del pueblo, cerrada hace tiempo, alberga un pequeño museo. El guía enseña las"
            + " herramientas.|La fragua del pueblo alberga un pequeño museo. El guía enseña las"
            + " herramientas.",
      })
  void leavingOutPasses(String language, String source, String answer) {
    assertThat(shortened(language, source, answer)).isEmpty();
  }

  /** The same words in the same order, and wrong; several are answers of the same model. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WORDS_INVENTED|en|Bees store honey, and a strong colony eats fifteen kilograms.|Bees store"
            + " honey, and they eat fifteen kilograms.",
        "WORDS_INVENTED|en|Anna Reed beat Lea Marsh in a long final.|Lea Marsh beat Anna Reed in a"
            + " final.",
        "HEAD_LOST|en|The dry half of the island is a park.|The island is a park.",
        "HEAD_LOST|en|The bank refused to sell the hall to the town.|The bank sell the hall.",
        "HEAD_LOST|de|Die Tochter des Müllers verkaufte die Scheune.|Die Müllers verkaufte die"
            + " Scheune.",
        "HEAD_LOST|fr|La fille du meunier a vendu la grange.|La meunier a vendu la grange.",
        "HEAD_LOST|es|La hija del molinero vendió el granero.|La molinero vendió el granero.",
        "HEAD_LOST|it|La figlia del mugnaio vendette il granaio.|La mugnaio vendette il granaio.",
        "CLAUSES_JOINED|en|The publisher wrote a letter, but the author refused.|The publisher"
            + " refused.",
        "CLAUSES_JOINED|en|The shop opened in 1911 and closed in 1950.|The shop opened in 1950.",
        "CLAUSES_JOINED|de|Der Leuchtturm war aus Holz und brannte ab. Der heutige arbeitet seit"
            + " 1988.|Der Leuchtturm arbeitet seit 1988.",
        "CLAUSES_JOINED|en|Glass is made of sand, soda and lime, which are melted. A little iron"
            + " makes it green.|Glass is made of sand, soda and iron.",
        "REFERENT_LOST|en|The mill stands at the brook. The house is taller. It has eleven rooms.|The"
            + " mill stands at the brook. It has eleven rooms.",
        "NEGATION_CHANGED|en|He never won a race, but he crossed the sea alone.|He won a race.",
        "NEGATION_CHANGED|de|Der Hund durfte nicht in den Laden, aber in den Hof.|Der Hund durfte in"
            + " den Laden.",
        "QUALIFIER_LOST|en|The ferry crosses every hour in summer and twice a day in winter.|The"
            + " ferry crosses every hour.",
        "QUALIFIER_LOST|it|Il traghetto attraversa il lago ogni ora in estate e una volta in"
            + " inverno.|Il traghetto attraversa il lago ogni ora.",
        "LIMITERS_CHANGED|en|Swifts sleep on the wing. They land only to breed in a hole.|Swifts"
            + " sleep on the wing. They land to breed.",
        "LIMITERS_CHANGED|en|If a little iron is in the sand, the glass looks green.|The glass looks"
            + " green.",
        "LIMITERS_CHANGED|it|Il riso di solito si coltiva in campi allagati.|Il riso si coltiva in"
            + " campi allagati.",
        "LIMITERS_CHANGED|it|Un'ape visita in media cinquanta fiori prima di tornare.|Un'ape visita"
            + " cinquanta fiori prima di tornare.",
        "COPIED|en|Salt was once so valuable that towns grew rich. Traders carried it.|Salt was once"
            + " so valuable that towns grew rich.",
      })
  void cutsThatChangeWhatIsSaidFail(
      GateReason reason, String language, String source, String answer) {
    assertThat(shortened(language, source, answer)).contains(reason);
  }

  /** Refused by a count of words, as in other styles, these would be lost. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The ferry carries heavy bicycles, but no cars, and it is cheap.|The ferry carries bicycles,"
            + " and it is cheap.",
        "The old hall is empty. It is used only rarely, as people say.|The hall is empty.",
      })
  void negationsAndLimitersMayGoWithTheirClauses(String source, String answer) {
    assertThat(shortened("en", source, answer))
        .doesNotContain(GateReason.NEGATION_CHANGED, GateReason.LIMITERS_CHANGED);
  }

  @Test
  void otherStylesAreNotMeasured() {
    GateResult result =
        check(input("en", GateFixture.SOURCE, GateFixture.GOOD, AnswerKind.REWRITE));
    assertThat(result.signals()).doesNotContainKeys("inserted_words", "heads_lost");
  }

  @Test
  void theLongestRunsAreAligned() {
    Tokens source = Tokens.of("the mill and the old mill at the brook");
    Alignment alignment = Alignment.of(source, Tokens.of("the old mill, the BROOK"));
    assertThat(alignment.inserted()).isZero();
    assertThat(alignment.source(0)).isEqualTo(3);
    assertThat(alignment.source(2)).isEqualTo(5);
    assertThat(alignment.source(4)).isEqualTo(8);
    assertThat(alignment.isKept(1)).isFalse();
    assertThat(Alignment.of(source, Tokens.of("brook the mills")).inserted()).isEqualTo(2);
  }

  /** A hostile text costs no more than a bounded time, and nothing of it passes. */
  @Test
  void whatIsTooLongToAlignFails() {
    String long1 = "stone river ".repeat(2000) + "end.";
    Alignment alignment = Alignment.of(Tokens.of(long1), Tokens.of(long1));
    assertThat(alignment.inserted()).isEqualTo(4001);
  }
}
