/**
 * Parquet tables of decisions: a verdict for every input record, a choice for every passage to
 * rephrase.
 *
 * <p>Begin with {@link VerdictRow} and {@link ChoiceRow}, the rows; each has a writer and a reader.
 * {@link VerdictReader} also finds rows by id or URL with the statistics of the columns. {@link
 * VerdictJson} prints a row as JSON; {@link UrlHost} computes the columns {@code host} and {@code
 * registered_domain}.
 *
 * <p>Traps: each signal has a column of its own, and files of different recipes have different
 * columns. Files of earlier versions lack the columns of the host. A number that does not exist is
 * null in the file and NaN in the row.
 */
package io.millrace.shards.verdict;
