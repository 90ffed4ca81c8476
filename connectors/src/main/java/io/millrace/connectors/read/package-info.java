/**
 * What readers of inputs share: kinds, settings, and how fields become a record.
 *
 * <p>{@link io.millrace.connectors.read.RecordReader} is the contract: it reads a {@link
 * io.millrace.connectors.read.Split} of a file and hands every record to a {@link
 * io.millrace.connectors.read.RecordSink}. {@link io.millrace.connectors.read.InputKind} lists the
 * formats, {@link io.millrace.connectors.read.InputSettings} the limits and the names of fields.
 * {@link io.millrace.connectors.read.FieldMap} turns named fields into a document or page, {@code
 * PairFields} into an image-text pair.
 *
 * <p>The readers are in {@code lines} (JSON Lines, CSV, text), {@code parquet}, {@code warc} and
 * {@code images} (WebDataset, folders and lists of images). {@code files} lists the files of an
 * input and picks their reader; begin there with {@code InputFiles} and {@code RecordReaders}.
 *
 * <p>A damaged record never stops a reader: it becomes an {@code UnreadableRecord} with a reason.
 */
package io.millrace.connectors.read;
