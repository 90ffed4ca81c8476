/**
 * PyTorch through DJL, with explicit ownership of memory.
 *
 * <p>Begin with {@link Torch}, the engine, and {@link Scope}: what a function makes in a scope is
 * freed when the scope is closed. {@link Ops} has the functions on tensors; {@link EncoderOps} and
 * {@link ExpertOps} those for encoders and experts. {@link Safetensors} reads and writes files of
 * tensors.
 *
 * <p>Traps: the garbage collector does not free tensors; an object outside a scope leaks native
 * memory. Sums depend on the number of threads, so it is a setting and not a guess. Functions
 * written in TorchScript are packed by {@link FunctionArchive}.
 */
package io.millrace.trainer.tensor;
