package io.millrace.rephrase.gate.form;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;
import io.millrace.rephrase.gate.GateSettings;
import io.millrace.rephrase.gate.text.Tokens;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/** Detects parts of the instruction in the answer, except those that the passage has too. */
public final class LeakGate implements Gate {

  private final GateSettings settings;

  public LeakGate(GateSettings settings) {
    this.settings = settings;
  }

  @Override
  public GateResult check(AnswerComparison texts) {
    int n = settings.leakWords() * (texts.answer().isUnspaced() ? 2 : 1);
    Tokens instruction = Tokens.of(AnswerComparison.prepared(texts.input().style().instruction()));
    LongOpenHashSet told = new LongOpenHashSet(instruction.ngrams(n));
    for (long gram : texts.source().ngrams(n)) {
      told.remove(gram);
    }
    int leaks = 0;
    for (long gram : texts.answer().ngrams(n)) {
      if (told.remove(gram)) {
        leaks++;
      }
    }
    return new GateResult.Builder()
        .atMost("prompt_leaks", leaks, settings.maxLeaks(), GateReason.PROMPT_LEAK)
        .build();
  }
}
