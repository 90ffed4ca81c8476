/** Parts of models: each holds its parameters by name and computes one thing, its shapes stated. */
package io.millrace.trainer.block;
