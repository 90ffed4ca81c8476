/**
 * Turns gradients into steps.
 *
 * <p>Begin with {@link AdamW}, which also clips by the global norm. {@link Schedule} gives the
 * learning rate of each step; {@link ScheduleKind} lists the schedules.
 *
 * <p>Trap: steps count from 1, and only matrices decay.
 */
package io.millrace.trainer.optimise;
