/**
 * Runs the command line on hostile inputs and changed outputs, and counts the cases that it
 * survives. {@code bench/attack/README.md} lists the scenarios.
 *
 * <p>Start with {@link io.millrace.bench.attack.Attack}, which has the list of scenarios and the
 * command line {@code bench/attack/run.sh}. A {@link io.millrace.bench.attack.Scenario} writes its
 * input into an {@link io.millrace.bench.attack.Arena}, runs commands there, and reports each case
 * to the {@link io.millrace.bench.attack.AttackScore}.
 *
 * <p>Traps: inputs come from {@link io.millrace.bench.attack.Made} or a fixed seed, never from the
 * network or the clock. Servers listen on the loopback address only. {@code SelfCheck} must fail if
 * the checks detect nothing.
 */
package io.millrace.bench.attack;
