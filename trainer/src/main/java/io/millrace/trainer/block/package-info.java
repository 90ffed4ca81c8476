/**
 * Parts of models: each holds its parameters by name and computes one function, with shapes stated
 * in its Javadoc.
 *
 * <p>Begin with {@link ModelPart} and {@link Layer}; {@link AbstractPart} is the base of all parts.
 * {@link Parameters} makes and holds the numbers under the names of Hugging Face's checkpoints;
 * {@link Pass} is the forward pass of one batch. {@link DecoderBlock} and {@link ParallelBlock}
 * combine the others.
 *
 * <p>Traps: initial values come from the seed and the parameter's name ({@link NormalNumbers}), so
 * a renamed parameter changes a training. Tensors belong to the scope of the pass and are freed
 * with it.
 */
package io.millrace.trainer.block;
