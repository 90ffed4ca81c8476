/**
 * Checks of what a model wrote. A {@link io.millrace.rephrase.gate.Gate} is a pure function from a
 * passage and an answer, prepared once as a {@link io.millrace.rephrase.gate.AnswerComparison}, to
 * a {@link io.millrace.rephrase.gate.GateResult}: signals (numbers), and a failure for each signal
 * beyond its threshold.
 *
 * <p>Begin with {@code Gates} in {@code rephrase.document}, which lists all gates in their order.
 * They are in the packages {@code facts} (what the answer says) and {@code form} (how it says it);
 * {@code text} has the words and sentences that both compare. Thresholds are in {@link
 * io.millrace.rephrase.gate.GateSettings}, those that differ by kind of style in {@link
 * io.millrace.rephrase.gate.KindLimits}.
 *
 * <p>All gates run on every answer, also after one fails, so that thresholds can be changed later
 * without asking the model again. A new gate needs a {@link io.millrace.rephrase.gate.GateReason},
 * a row in {@code docs/reference/gates.md}, and time of at most {@code n log n} in the text's length, since
 * answers may be hostile.
 */
package io.millrace.rephrase.gate;
