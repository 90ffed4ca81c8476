/**
 * The reader of WARC files.
 *
 * <p>Begin with {@link io.millrace.connectors.read.warc.WarcRecordReader}. {@link
 * io.millrace.connectors.read.warc.WarcBlocks} finds the records in a stream, also after damage;
 * {@link io.millrace.connectors.read.warc.WarcRecords} makes pages of responses; {@link
 * io.millrace.connectors.read.warc.HttpMessages} parses the HTTP message inside.
 */
package io.millrace.connectors.read.warc;
