/**
 * Language models made of the blocks of {@code block} and {@code expert}.
 *
 * <p>Begin with {@link CausalModel}, a model that predicts tokens. {@link Decoder} is the one
 * implementation, in the style of Stable LM 2; {@link DecoderSettings} is its shape. Vision and
 * contrastive models are in {@code vision} and {@code contrast}.
 *
 * <p>Traps: the names of parameters are those of Hugging Face's checkpoints, and {@code export}
 * relies on them. {@code DecoderSettings.parameters} repeats the shapes of the blocks as a formula;
 * change both together.
 */
package io.millrace.trainer.model;
