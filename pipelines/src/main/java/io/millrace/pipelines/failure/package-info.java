/**
 * Errors of a run: why it could not start or did not end well, and one-line texts of exceptions.
 *
 * <p>Start with {@link io.millrace.pipelines.failure.RunException}. Errors of a recipe are {@link
 * io.millrace.corpus.config.ConfigException}s. Errors of one record are no exceptions: they are
 * failed verdicts.
 */
package io.millrace.pipelines.failure;
