package io.millrace.rephrase.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.prompt.Answer.Malformed;
import io.millrace.rephrase.prompt.Answer.Pair;
import io.millrace.rephrase.prompt.Answer.Read;
import io.millrace.rephrase.prompt.Answer.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AnswerShapeTest {

  private static final PromptLibrary BOX = PromptLibrary.inTheBox();

  private static Answer read(String style, String language, String raw) {
    return BOX.prompt(style, language, Instructions.OWN).shape().read(raw);
  }

  private static String text(String style, String language, String raw) {
    Answer answer = read(style, language, raw);
    assertThat(answer).isInstanceOf(Read.class);
    return ((Read) answer).text();
  }

  private static Reason reason(String style, String language, String raw) {
    Answer answer = read(style, language, raw);
    assertThat(answer).isInstanceOf(Malformed.class);
    return ((Malformed) answer).reason();
  }

  @Test
  void wrappingIsStripped() {
    String plain = "Die Mühle dreht sich.\n\nSie ist alt.";
    for (String raw :
        List.of(
            plain,
            "```\n" + plain + "\n```",
            "```markdown\n" + plain + "\n```\n",
            "„" + plain + "“",
            "Hier ist der umformulierte Text:\n\n" + plain,
            "Sure! Here is the text:\n\"" + plain + "\"",
            "<think>Hm.\nWas tun?</think>\n\n" + plain,
            "# Die **Mühle** dreht sich.\r\n\r\nSie ist alt. \u0000",
            "\uFEFF  " + plain + "  \n")) {
      assertThat(text("medium", "de", raw)).isEqualTo(plain);
    }
  }

  @Test
  void similarTextIsNotStripped() {
    for (String raw :
        List.of(
            "\"Ja\", sagte er, \"nein\"",
            "2**8 ist 256.",
            "a ** b",
            "Hier ist es schön.\nJa.",
            "Siehe ```x``` und ```y```",
            "#hashtag")) {
      assertThat(text("medium", "de", raw)).isEqualTo(raw);
    }
  }

  @Test
  void preamblesAreRequiredAndRemoved() {
    assertThat(text("wikipedia", "de", "Hier ist das Ergebnis:\nText.")).isEqualTo("Text.");
    assertThat(text("wikipedia", "de", "**Hier ist das Ergebnis:** Text.")).isEqualTo("Text.");
    assertThat(text("wikipedia", "de", "Here is the result:\n\nText.")).isEqualTo("Text.");
    assertThat(text("wikipedia", "fr", "Voici le résultat :\nTexte.")).isEqualTo("Texte.");
    assertThat(text("wikipedia", "zh", "结果如下：\n文本。")).isEqualTo("文本。");
    assertThat(text("wikipedia", "ar", "إليك النتيجة:\nنص.")).isEqualTo("نص.");
    assertThat(reason("wikipedia", "de", "Text ohne alles.")).isEqualTo(Reason.NO_PREAMBLE);
    assertThat(reason("wikipedia", "de", "Hier ist das Ergebnis:")).isEqualTo(Reason.EMPTY);
    assertThat(reason("wikipedia", "de", " \n ")).isEqualTo(Reason.EMPTY);
  }

  @Test
  void tagsAreRequiredAndRemoved() {
    assertThat(text("tagged", "en", "Sure!\n<rephrased>\nText.\n</rephrased>\nBye."))
        .isEqualTo("Text.");
    assertThat(text("tagged", "en", "<Rephrased>Text.</REPHRASED>")).isEqualTo("Text.");
    assertThat(reason("tagged", "en", "<rephrased>Text, cut")).isEqualTo(Reason.NO_TAGS);
    assertThat(reason("tagged", "en", "Text.")).isEqualTo(Reason.NO_TAGS);
    assertThat(reason("tagged", "en", "</rephrased>a<rephrased>")).isEqualTo(Reason.NO_TAGS);
    assertThat(reason("tagged", "en", "<rephrased></rephrased>")).isEqualTo(Reason.EMPTY);
  }

  @Test
  void pairsInAllLanguagesAreRead() {
    for (String language : PromptLibraryTest.LANGUAGES) {
      Prompt prompt = BOX.prompt("qa", language, Instructions.OWN);
      Markers m = prompt.shape().markers();
      String raw =
          m.question()
              + ": a?\n"
              + m.answer()
              + ": b.\n\n"
              + m.question()
              + "：c?\n"
              + m.answer()
              + " : d.\ne.";
      Read read = (Read) prompt.shape().read(raw);
      assertThat(read.pairs()).containsExactly(new Pair("a?", "b."), new Pair("c?", "d.\ne."));
      assertThat(read.text()).startsWith(m.question() + ": a?\n" + m.answer() + ": b.\n\n");
    }
  }

  @Test
  void pairsInOtherNotationsAreRead() {
    assertThat(
            text(
                "qa",
                "de",
                "1. **Question:** Wann?\n   **Answer:** 1823.\n\n2. Q: Wo?\nA: Am Bach."))
        .isEqualTo("Frage: Wann?\nAntwort: 1823.\n\nFrage: Wo?\nAntwort: Am Bach.");
    assertThat(text("qa", "de", "Frage 1: Wann?\nAntwort 1: 1823.\nFrage 1: Wann?\nAntwort: 1823."))
        .isEqualTo("Frage: Wann?\nAntwort: 1823.");
  }

  @Test
  void malformedPairsAreRejected() {
    assertThat(reason("qa", "de", "Frage: Wann?")).isEqualTo(Reason.QUESTION_WITHOUT_ANSWER);
    assertThat(reason("qa", "de", "Frage: Wann?\nFrage: Wo?\nAntwort: Da."))
        .isEqualTo(Reason.QUESTION_WITHOUT_ANSWER);
    assertThat(reason("qa", "de", "Antwort: Da.\nFrage: Wo?"))
        .isEqualTo(Reason.QUESTION_WITHOUT_ANSWER);
    assertThat(reason("qa", "de", "Nur Text.")).isEqualTo(Reason.UNEXPECTED_TEXT);
    assertThat(reason("faq", "de", "Frage: Wo?\nAntwort: Da.")).isEqualTo(Reason.TOO_FEW_ITEMS);
  }

  @Test
  void listsAreRead() {
    assertThat(
            text(
                "knowledge-list",
                "en",
                "Here is the result:\n* One.\n\n2. Two\n   goes on.\n• Three."))
        .isEqualTo("- One.\n- Two goes on.\n- Three.");
    assertThat(reason("knowledge-list", "en", "Here is the result:\nOne.\nTwo."))
        .isEqualTo(Reason.UNEXPECTED_TEXT);
    assertThat(reason("knowledge-list", "en", "Here is the result:\n- One."))
        .isEqualTo(Reason.TOO_FEW_ITEMS);
  }

  @Test
  void tablesAreRead() {
    assertThat(text("table", "en", "|a|b|\n|---|:-:|\n| 1 | x \\| y |\n|2||"))
        .isEqualTo("| a | b |\n| --- | --- |\n| 1 | x \\| y |\n| 2 |  |");
    assertThat(text("table", "en", "a | b\n--- | ---\n1 | 2"))
        .isEqualTo("| a | b |\n| --- | --- |\n| 1 | 2 |");
    assertThat(reason("table", "en", "|a|b|\n|---|---|\n|1|")).isEqualTo(Reason.RAGGED_TABLE);
    assertThat(reason("table", "en", "|a|b|\n|1|2|")).isEqualTo(Reason.NO_TABLE);
    assertThat(reason("table", "en", "|a|b|\n|---|---|")).isEqualTo(Reason.TOO_FEW_ITEMS);
    assertThat(reason("table", "en", "Text.")).isEqualTo(Reason.UNEXPECTED_TEXT);
  }

  @Test
  void dialoguesAreRead() {
    String four = "Nutzer: a?\nAssistent: b.\nNutzer: c?\nAssistent: d.";
    assertThat(text("dialogue", "de", four)).isEqualTo(four.replace("\n", "\n\n"));
    assertThat(text("dialogue", "de", "**User:** a?\n**Assistant:** b.\nUser: c?\nAssistant: d."))
        .isEqualTo(four.replace("\n", "\n\n"));
    assertThat(reason("dialogue", "de", "Nutzer: a?\nAssistent: b."))
        .isEqualTo(Reason.TOO_FEW_ITEMS);
    assertThat(reason("dialogue", "de", "Nutzer: a?\nNutzer: b.")).isEqualTo(Reason.OUT_OF_ORDER);
    assertThat(reason("dialogue", "de", "Hallo.")).isEqualTo(Reason.UNEXPECTED_TEXT);
  }

  @Test
  void stepsAreRead() {
    assertThat(text("tutorial", "en", "So it goes.\n1) Dig.\nDeep.\n\n2. Sow 3.5 kg.\n3. Wait."))
        .isEqualTo("So it goes.\n\n1. Dig.\nDeep.\n2. Sow 3.5 kg.\n3. Wait.");
    assertThat(text("tutorial", "ar", "١. احفر.\n٢. ازرع.")).isEqualTo("1. احفر.\n2. ازرع.");
    assertThat(reason("tutorial", "en", "Dig. Sow.")).isEqualTo(Reason.OUT_OF_ORDER);
  }

  @Test
  @Timeout(60)
  void hostileAnswersAreReadInLinearTime() {
    for (String style :
        List.of("wikipedia", "tagged", "qa", "knowledge-list", "table", "dialogue", "tutorial")) {
      AnswerShape shape = BOX.prompt(style, "en", Instructions.OWN).shape();
      for (String part :
          List.of(
              "\"",
              "“",
              "```\n",
              "*",
              "** ",
              "# ",
              "- ",
              "|",
              "<rephrased>",
              "Question: ",
              "Question:\n",
              "User: a\n",
              "1. ",
              "Sure:\n",
              "\n",
              " ",
              "Here is the result:",
              "</think>",
              "a\u0301")) {
        String hostile = part.repeat(60_000 / part.length());
        shape.read(hostile);
        shape.body(hostile);
      }
    }
    assertThat(reason("easy", "en", "x".repeat((1 << 20) + 1))).isEqualTo(Reason.TOO_LONG);
  }
}
