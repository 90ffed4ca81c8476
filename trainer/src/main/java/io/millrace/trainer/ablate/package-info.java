/**
 * Says which of two trainings is better, with an interval, or that the data cannot tell.
 *
 * <p>Begin with {@link PairedComparison}: it compares {@link RunScores} seed by seed and document
 * by document. {@link CommonHeldOut} selects the documents that no training has seen. {@link
 * PairedBootstrap} and {@link StudentT} give the intervals; a {@link Difference} is a row of the
 * result.
 *
 * <p>Traps: a document that one training holds out may be trained on by the other, so only the
 * common documents count. With few seeds the intervals are wide, as they should be; with too few
 * documents their ends are NaN.
 */
package io.millrace.trainer.ablate;
