package io.millrace.rephrase.gate.form;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;

/** Checks that the raw answer has the tags or the preamble that the style requires. */
public final class RequiredTextGate implements Gate {

  @Override
  public GateResult check(AnswerComparison texts) {
    String raw = texts.input().raw();
    long missing =
        texts.input().style().required().stream().filter(text -> !raw.contains(text)).count();
    return new GateResult.Builder()
        .atMost("required_missing", missing, 0, GateReason.REQUIRED_TEXT_MISSING)
        .build();
  }
}
