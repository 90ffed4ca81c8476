/**
 * A training run: its loop, checkpoints, metrics, and its reaction to bad steps.
 *
 * <p>Begin with {@link TrainingLoop}, what all trainings share; {@link Trainer} trains language
 * models and {@link PairTrainer} models of images and texts. {@link CheckpointFolder} writes and
 * finds checkpoints; {@link RunIdentity} decides whether a run may continue from one. {@link
 * Mishaps} checks loss and gradient of each step. {@link TrainedModel} opens a finished run.
 *
 * <p>Traps: {@code metrics.jsonl} must have equal bytes for equal seeds, so times go to {@code
 * timing.jsonl}. A checkpoint is written under a temporary name and renamed.
 */
package io.millrace.trainer.run;
