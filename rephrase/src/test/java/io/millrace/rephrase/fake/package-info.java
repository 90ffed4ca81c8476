/**
 * Fake server of a language model with faults, for tests and benchmarks. Begin with {@link
 * io.millrace.rephrase.fake.FakeLlmServer}; {@link io.millrace.rephrase.fake.FaultPlan} chooses the
 * faults, {@code Engine} the timing.
 *
 * <p>Trap: {@code toldTokens} counts only tokens of complete answers; {@code spentTokens} also
 * those of answers that the client never gets.
 */
package io.millrace.rephrase.fake;
