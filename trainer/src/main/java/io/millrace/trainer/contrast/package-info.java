/**
 * Models that embed images and texts in one space, in which pairs are close: a dual encoder, and
 * one tower for both.
 *
 * <p>Begin with {@link PairModel}; {@link DualEncoder} and {@link OneTower} implement it. {@link
 * PairIndex} finds the pairs in WebDataset tars, {@link PairBatchReader} gives batches of them,
 * {@link ContrastLoss} is the loss, {@link Retrieval} measures a model.
 *
 * <p>Traps: the pairs of a batch are each other's negatives, so the size of the batch is part of
 * the loss. The index takes 36 bytes for each pair. An image that cannot be decoded is logged,
 * counted and skipped.
 */
package io.millrace.trainer.contrast;
