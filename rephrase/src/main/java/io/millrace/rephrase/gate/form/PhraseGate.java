package io.millrace.rephrase.gate.form;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Detects refusals and talk about the task, by phrases in the language of the passage and in
 * English, which models fall back to. Phrases that the passage has too do not count.
 */
public final class PhraseGate implements Gate {

  private final TalkPhrases phrases = TalkPhrases.builtIn();

  @Override
  public GateResult check(AnswerComparison texts) {
    String answer = TalkPhrases.normalised(texts.answer().text());
    String source = TalkPhrases.normalised(texts.source().text());
    int refusals = 0;
    int talk = 0;
    for (TalkPhrases.Phrase phrase : of(texts.input().language())) {
      if (phrase.isIn(answer) && !source.contains(phrase.text())) {
        refusals += phrase.kind() == TalkPhrases.Kind.REFUSAL ? 1 : 0;
        talk += phrase.kind() == TalkPhrases.Kind.TALK ? 1 : 0;
      }
    }
    return new GateResult.Builder()
        .atMost("refusals", refusals, 0, GateReason.REFUSAL)
        .atMost("assistant_talk", talk, 0, GateReason.ASSISTANT_TALK)
        .build();
  }

  private List<TalkPhrases.Phrase> of(String language) {
    List<TalkPhrases.Phrase> all = new ArrayList<>(phrases.of(language));
    if (!language.equals("en")) {
      all.addAll(phrases.of("en"));
    }
    return all;
  }
}
