package io.millrace.rephrase.gate;

/** One check. Pure: the same comparison gives the same result, whatever was checked before. */
@FunctionalInterface
public interface Gate {

  GateResult check(AnswerComparison comparison);
}
