/**
 * Races: speed comparisons of Millrace and other tools on the same input. Both sides run in turns,
 * their outputs are compared, and the median of the ratios is compared with a target.
 *
 * <p>Start with {@link io.millrace.bench.compare.Race}, which measures one row of {@code
 * bench/compare/targets.tsv}; the scripts in {@code bench/compare/races} call it with a command for
 * each side. {@link io.millrace.bench.compare.OurSide} is our side where it runs in one process.
 * {@link io.millrace.bench.compare.Pages} writes the table and the plot of {@code
 * docs/benchmarks.md} from the results.
 *
 * <p>Traps: one pass is no result; use the median of several pairs on an idle machine. Output for
 * the check must be written outside the measured time.
 */
package io.millrace.bench.compare;
