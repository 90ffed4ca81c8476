/**
 * PyTorch through DJL, with explicit ownership of memory.
 *
 * <p>Begin with {@link Torch}, the engine, and {@link Scope}: what a function makes in a scope is
 * freed when the scope is closed. {@link Ops} has the functions on tensors; {@link EncoderOps} and
 * {@link ExpertOps} those for encoders and experts. {@link Safetensors} reads and writes files of
 * tensors.
 *
 * <p>Traps: the garbage collector does not free tensors; a tensor outside a scope leaks native
 * memory. Sums depend on the number of threads, so it is a setting and has no automatic value. A
 * new function in a {@code *.torchscript} file also needs a Java method here; {@link
 * FunctionArchive} packs the files.
 */
package io.millrace.trainer.tensor;
