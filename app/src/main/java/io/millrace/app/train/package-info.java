/**
 * Commands that train and measure models on outputs of runs: {@code train}, {@code train-pairs},
 * {@code evaluate}, {@code ablate} and {@code export}. Begin with {@link
 * io.millrace.app.train.TrainCommand}.
 *
 * <p>{@link io.millrace.app.train.Corpora} opens outputs as a corpus and refuses unfinished ones.
 * {@code TrainingJob} runs one training; {@code ablate} runs many, each in turn, and compares their
 * losses with an interval.
 *
 * <p>{@link io.millrace.app.train.TrainSettings} and {@link
 * io.millrace.app.train.TrainPairsSettings} are read from YAML like recipes;
 * docs/reference/training.md has their tables. The training loop is in the module trainer.
 *
 * <p>Traps: open {@code StopOnSignal} before {@code Torch}, or a signal unloads PyTorch while a
 * thread is in it. {@code AblationPlan.identity} must include every setting that changes a result.
 */
package io.millrace.app.train;
