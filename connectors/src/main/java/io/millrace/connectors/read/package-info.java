/** Readers of input formats: WARC, Parquet, JSON Lines, plain text. */
package io.millrace.connectors.read;
