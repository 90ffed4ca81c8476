/**
 * JMH benchmarks, and a run without an engine to compare with.
 *
 * <p>Start with {@link io.millrace.bench.PlainLoop}, which does the work of a run in plain threads,
 * and {@link io.millrace.bench.ChainLoop}, its command line. The classes named {@code ...Benchmark}
 * are for JMH: {@code bench/run/jmh.sh NAME}. Races with other tools are in {@code compare},
 * hostile inputs in {@code attack}.
 *
 * <p>Trap: most of these classes are started by scripts in {@code bench/}, so a renamed class or
 * argument must be changed there too.
 */
package io.millrace.bench;
