/**
 * Vision transformers, and the tower of blocks that encoders of images and of texts share.
 *
 * <p>Begin with {@link VisionEncoder}: patches ({@link PatchEmbedding}), a {@link Tower} of blocks,
 * and a pooled vector ({@link AttentionPool} or a mean). {@link VisionSettings} and {@link
 * TowerSettings} are the shapes.
 *
 * <p>Trap: a model takes images of one size; {@code contrast.PairBatchReader} scales them to it.
 */
package io.millrace.trainer.vision;
