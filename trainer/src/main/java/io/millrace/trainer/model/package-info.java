/**
 * Language models made of blocks.
 *
 * <p>Begin with {@link CausalModel}, a model that predicts tokens. {@link Decoder} is the one
 * implementation, in the style of Stable LM 2; {@link DecoderSettings} is its shape. Vision and
 * contrastive models are in {@code vision} and {@code contrast}.
 *
 * <p>Trap: the names of parameters are those of Hugging Face's checkpoints, and export relies on
 * them.
 */
package io.millrace.trainer.model;
