/**
 * PyTorch through DJL, made safe: an engine, scopes that own tensors, and the functions on them.
 */
package io.millrace.trainer.tensor;
