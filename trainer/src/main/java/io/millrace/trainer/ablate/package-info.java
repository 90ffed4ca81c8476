/**
 * Decides which of two trainings is better, with an interval, or that the data does not show it.
 *
 * <p>Begin with {@link PairedComparison}: it compares {@link RunScores} seed by seed and document
 * by document. {@link CommonHeldOut} selects documents that no training has read. {@link
 * PairedBootstrap} and {@link StudentT} give the intervals; a {@link Difference} is a row of the
 * result.
 *
 * <p>Traps: a training may read a document that the other holds out, so {@link CommonHeldOut}
 * leaves out all documents that any training reads. With few seeds the intervals are wide; with too
 * few documents their ends are NaN.
 */
package io.millrace.trainer.ablate;
