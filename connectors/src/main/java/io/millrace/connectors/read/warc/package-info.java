/**
 * The reader of WARC files.
 *
 * <p>Begin with {@link io.millrace.connectors.read.warc.WarcRecordReader}. {@link
 * io.millrace.connectors.read.warc.WarcBlocks} finds the records in a stream, even after damage;
 * {@link io.millrace.connectors.read.warc.WarcRecords} makes pages from responses; {@link
 * io.millrace.connectors.read.warc.HttpMessages} parses the HTTP message inside.
 *
 * <p>Traps: one gzip member usually holds one record, but a file may have all records in one
 * member; its checksum comes last, so records before the damage were already passed on. A wrong
 * Content-Length must not hide the records after it: the block is then searched for records, within
 * a limit ({@code files.RereadBudget}).
 */
package io.millrace.connectors.read.warc;
