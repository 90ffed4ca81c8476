/**
 * Vision transformers, and the tower of blocks that encoders of images and of texts share.
 *
 * <p>Begin with {@link VisionEncoder}: patches ({@link PatchEmbedding}), a {@link Tower} of blocks,
 * and a pooled vector ({@link AttentionPool} or a mean). {@link VisionSettings} and {@link
 * TowerSettings} are the shapes.
 *
 * <p>Traps: a model takes images of one size; {@code contrast.PairBatchReader} scales them to it. A
 * tower with merged patches returns another layout, so use the pass in {@code Tower.Hidden} after
 * it. {@code onnx} repeats these blocks by hand.
 */
package io.millrace.trainer.vision;
