/**
 * A training run: its loop, its checkpoints, its metrics, and what it does when a step goes wrong.
 */
package io.millrace.trainer.run;
