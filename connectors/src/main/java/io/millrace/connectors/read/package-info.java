/**
 * Shared types of input readers: kinds, settings, and the mapping of fields to records.
 *
 * <p>{@link io.millrace.connectors.read.RecordReader} is the contract: it reads a {@link
 * io.millrace.connectors.read.Split} of a file and hands every record to a {@link
 * io.millrace.connectors.read.RecordSink}. {@link io.millrace.connectors.read.InputKind} lists the
 * formats, {@link io.millrace.connectors.read.InputSettings} the limits and the names of fields.
 * {@link io.millrace.connectors.read.FieldMap} turns named fields into a document, {@code
 * PairFields} into an image-text pair.
 *
 * <p>The readers are in {@code lines} (JSON Lines, CSV, text), {@code parquet}, {@code warc} and
 * {@code images} (WebDataset, folders and lists of images). {@code files} lists the files of an
 * input and makes their readers; begin there with {@code InputFiles} and {@code RecordReaders}.
 *
 * <p>Traps: a damaged record never stops a reader; it becomes an {@code UnreadableRecord} with a
 * reason. An exception means that the file system failed.
 */
package io.millrace.connectors.read;
