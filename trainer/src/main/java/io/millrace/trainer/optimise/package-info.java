/**
 * Turns gradients into changes of parameters: the optimiser and the schedules of the learning rate.
 *
 * <p>Begin with {@link AdamW}: one fused step for all parameters, after clipping by the global
 * norm. {@link Schedule} gives the learning rate of each step: a cosine, a reciprocal square root,
 * or the schedule of Stable LM 2. {@link ScheduleSettings} selects one for a run and checks that
 * warm-up and cool-down fit into its steps; {@link SchedulePieces} has the warm-up and cool-down
 * that they share.
 *
 * <p>Traps: steps count from 1. Only matrices decay, see {@code Parameter.decays}. The state of
 * {@link AdamW} is part of a checkpoint, so {@code resume} must restore the number of steps
 * together with the tensors: the bias correction depends on it.
 */
package io.millrace.trainer.optimise;
