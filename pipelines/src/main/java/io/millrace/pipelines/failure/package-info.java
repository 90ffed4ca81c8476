/**
 * Descriptions of exceptions, and the exception of a run whose output another run took.
 *
 * <p>Start with {@link io.millrace.pipelines.failure.Failures}, which puts any exception into one
 * line. All kinds of errors and their exit status are in {@link
 * io.millrace.corpus.error.ErrorKind}; errors of a recipe are {@link
 * io.millrace.corpus.config.ConfigException}s.
 *
 * <p>Trap: an error of one record is no exception but a failed verdict.
 */
package io.millrace.pipelines.failure;
