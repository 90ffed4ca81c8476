/**
 * Checks of answers. A {@link io.millrace.rephrase.gate.Gate} is a pure function from a passage and
 * an answer, prepared once as a {@link io.millrace.rephrase.gate.AnswerComparison}, to a {@link
 * io.millrace.rephrase.gate.GateResult}: signals (numbers), and a failure for each signal beyond
 * its threshold.
 *
 * <p>Begin with {@code Gates} in {@code rephrase.document}, which lists all gates in their order.
 * They are in the packages {@code facts} (content of the answer) and {@code form} (its form);
 * {@code text} has the words and sentences that they compare. Thresholds are in {@link
 * io.millrace.rephrase.gate.GateSettings}, those that differ by kind of style in {@link
 * io.millrace.rephrase.gate.KindLimits}.
 *
 * <p>All gates run on every answer, even after one fails, so that thresholds can be changed later
 * without new answers. A new gate needs a {@link io.millrace.rephrase.gate.GateReason}, a row in
 * {@code docs/reference/gates.md}, and time of at most {@code n log n} in the length of the text,
 * because answers may be hostile.
 */
package io.millrace.rephrase.gate;
