/**
 * Speed, memory and exports of the trainer. The scripts are in {@code bench/trainer}.
 *
 * <p>Start with {@link io.millrace.bench.trainer.StepSpeed}: {@code run.sh} and the race {@code
 * training-step} compare it with PyTorch eager. {@link io.millrace.bench.trainer.Soak} looks for
 * leaks; {@link io.millrace.bench.trainer.ExportCheck} gives the values that other programs must
 * compute from an export.
 *
 * <p>Trap: leave out the first two steps of a process, which warm it up.
 */
package io.millrace.bench.trainer;
