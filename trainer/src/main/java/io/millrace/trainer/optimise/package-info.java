/** Turns gradients into steps: AdamW, clipping, and schedules of the learning rate. */
package io.millrace.trainer.optimise;
