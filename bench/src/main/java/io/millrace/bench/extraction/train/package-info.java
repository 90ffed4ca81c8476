/**
 * Trains the models that choose the main content of a page, and cross-validates them. {@code
 * bench/extraction/train.sh} runs it; the models are resources of the module extract.
 *
 * <p>Start with {@link io.millrace.bench.extraction.train.TrainExtraction}. {@link
 * io.millrace.bench.extraction.train.BlockLabels} computes labels from a truth, {@link
 * io.millrace.bench.extraction.train.LightGbm} trains trees, {@link
 * io.millrace.bench.extraction.train.CrossValidation} keeps the pages of a domain in one fold.
 *
 * <p>Traps: the same pages must give the same files, so everything has a fixed seed and one thread.
 * Features must be computed exactly as in {@code io.millrace.extract.model}.
 */
package io.millrace.bench.extraction.train;
