/**
 * Texts of failures, and the failure of a run that lost its output to another one.
 *
 * <p>Start with {@link io.millrace.pipelines.failure.Failures}, which puts any exception into one
 * line. What can go wrong, and the exit status of each, is in {@link
 * io.millrace.corpus.error.ErrorKind}; errors of a recipe are {@link
 * io.millrace.corpus.config.ConfigException}s. Errors of one record are no exceptions: they are
 * failed verdicts.
 */
package io.millrace.pipelines.failure;
