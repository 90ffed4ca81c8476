/**
 * The terms that all modules share: documents, pages, ids, outcomes and reasons. Begin with {@link
 * io.millrace.corpus.Document} and {@link io.millrace.corpus.Verdict}: a record enters as an {@link
 * io.millrace.corpus.InputRecord}, becomes a document, and ends with one of the four {@link
 * io.millrace.corpus.Outcome}s.
 *
 * <p>{@link io.millrace.corpus.DropReason} and {@link io.millrace.corpus.FailReason} are the only
 * lists of reasons; documentation, reports and tests use them. {@link io.millrace.corpus.RecordId}
 * and {@link io.millrace.corpus.Hash128} are stable for ever: a change of one bit changes every
 * output.
 *
 * <p>This package depends on no other module but the API of plugins, and knows no Beam.
 */
package io.millrace.corpus;
