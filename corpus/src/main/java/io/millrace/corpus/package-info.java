/**
 * The terms that all modules share: documents, pages, ids, outcomes and reasons. Begin with {@link
 * io.millrace.corpus.Document} and {@link io.millrace.corpus.Verdict}: a record enters as an {@link
 * io.millrace.corpus.InputRecord}, becomes a document or an image-text pair, and ends with one of
 * the four {@link io.millrace.corpus.Outcome}s.
 *
 * <p>{@link io.millrace.corpus.DropReason} and {@link io.millrace.corpus.FailReason} are the only
 * lists of reasons; documentation, reports and tests use them. {@link io.millrace.corpus.RecordId}
 * and {@link io.millrace.corpus.Hash128} must never change: a change of one bit changes every
 * output.
 *
 * <p>{@code config} reads YAML and checks settings with line and column; {@code settings} has the
 * types that settings share; {@code error} sorts errors into kinds with exit statuses; {@code
 * image} converts images to the input of models.
 *
 * <p>Traps: text from the web may contain lone surrogates, so {@link io.millrace.corpus.WellFormed}
 * is applied before it is encoded. Arrays in records (a page's body, an image) are not copied and
 * must not be changed. This module depends only on {@code api} and does not use Beam.
 */
package io.millrace.corpus;
