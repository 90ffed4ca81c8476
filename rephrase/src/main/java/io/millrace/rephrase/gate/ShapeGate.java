package io.millrace.rephrase.gate;

/** Could the style's own reader make sense of the answer? */
final class ShapeGate implements Gate {

  @Override
  public GateResult check(Comparison texts) {
    double shaped = texts.input().style().wellShaped() ? 1 : 0;
    return new GateResult.Builder().atLeast("well_shaped", shaped, 1, GateReason.BAD_SHAPE).build();
  }
}
