package io.millrace.rephrase.gate.form;

import io.millrace.rephrase.gate.AnswerComparison;
import io.millrace.rephrase.gate.Gate;
import io.millrace.rephrase.gate.GateReason;
import io.millrace.rephrase.gate.GateResult;

/** Checks that the reader of the style accepted the answer. */
public final class ShapeGate implements Gate {

  @Override
  public GateResult check(AnswerComparison texts) {
    double shaped = texts.input().style().wellShaped() ? 1 : 0;
    return new GateResult.Builder().atLeast("well_shaped", shaped, 1, GateReason.BAD_SHAPE).build();
  }
}
