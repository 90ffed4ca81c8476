/**
 * Readers of formats whose records are lines: JSON Lines, CSV, plain text.
 *
 * <p>Begin with {@link io.millrace.connectors.read.lines.LineRecordReader}, which decompresses a
 * file and hands its lines to {@link io.millrace.connectors.read.lines.JsonRecords} or {@link
 * io.millrace.connectors.read.lines.TextRecords}. {@link io.millrace.connectors.read.lines.Lines}
 * cuts bytes into lines and bounds their length; a longer line becomes one unreadable record.
 */
package io.millrace.connectors.read.lines;
