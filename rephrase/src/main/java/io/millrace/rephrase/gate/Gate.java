package io.millrace.rephrase.gate;

/** One check of an answer. A pure function: the result depends only on the comparison. */
@FunctionalInterface
public interface Gate {

  GateResult check(AnswerComparison comparison);
}
