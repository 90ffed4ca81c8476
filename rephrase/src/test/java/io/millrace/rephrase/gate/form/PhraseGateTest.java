package io.millrace.rephrase.gate.form;

import static io.millrace.rephrase.gate.GateFixture.check;
import static io.millrace.rephrase.gate.GateFixture.reasons;
import static io.millrace.rephrase.gate.GateFixture.rewrite;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.gate.GateReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class PhraseGateTest {

  static final java.util.List<String> languages = TalkPhrases.LANGUAGES;

  @ParameterizedTest
  @FieldSource("languages")
  void everyLanguageHasRefusalsAndTalk(String language) {
    var phrases = TalkPhrases.builtIn().of(language);
    assertThat(phrases).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    for (TalkPhrases.Phrase phrase : phrases) {
      assertThat(phrase.isIn(TalkPhrases.normalised("„" + phrase.text() + " 1"))).isTrue();
      assertThat(phrase.isIn("1 2 3 4")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | Als KI-Modell kann ich das nicht umschreiben. | REFUSAL",
        "fr | Je suis désolé, mais je ne peux pas vous aider. | REFUSAL",
        "fr | Je suis désolé, mais je ne peux pas vous aider. | REFUSAL",
        "en | **Sure, here** is what you asked for. | ASSISTANT_TALK",
        "es | I’m sorry, but I don't speak that language. | REFUSAL",
        "ru | Вот перефразированный вариант вашего абзаца. | ASSISTANT_TALK",
        "zh | 好的，以下是改写后的段落。| ASSISTANT_TALK",
        "ja | 申し訳ありませんが、お答えできません。| REFUSAL",
        "tr | İşte yeniden yazılmış paragraf burada duruyor. | ASSISTANT_TALK",
        "hi | एक भाषा मॉडल के रूप में मैं यह नहीं जानता। | REFUSAL",
        "ar | بالتأكيد، إليك الفقرة بعد صياغتها. | ASSISTANT_TALK",
        "xx | As an AI language model, I have no opinion on this. | REFUSAL"
      })
  void talkOfAssistantsIsFound(String language, String answer, GateReason reason) {
    assertThat(reasons(check(rewrite("1 2 3", answer, language)))).contains(reason);
  }

  @Test
  void phrasesOfThePassageAreNotRefusals() {
    String source = "A robot in the play says: As an AI, I dream. I hope this helps you to see it.";
    String answer = "In this play a robot tells us, \"As an AI, I dream.\" I hope this helps.";
    assertThat(reasons(check(source, answer)))
        .doesNotContain(GateReason.REFUSAL, GateReason.ASSISTANT_TALK);
  }

  @Test
  void aPhraseInsideAWordOrInTheMiddleIsIgnored() {
    assertThat(reasons(check("1 2 3", "He was an ai. Hans antwortete nicht. Whereas an aim.")))
        .doesNotContain(GateReason.REFUSAL);
    assertThat(reasons(check("1 2 3", "The clerk said: sure, here is your change.")))
        .doesNotContain(GateReason.ASSISTANT_TALK);
  }
}
