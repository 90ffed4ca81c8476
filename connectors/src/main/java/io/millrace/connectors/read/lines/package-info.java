/**
 * Readers of formats whose records are lines: JSON Lines, CSV, plain text.
 *
 * <p>Begin with {@link io.millrace.connectors.read.lines.LineRecordReader}, which decompresses a
 * file and hands its lines to {@link io.millrace.connectors.read.lines.JsonRecords} or {@link
 * io.millrace.connectors.read.lines.TextRecords}. {@link io.millrace.connectors.read.lines.Lines}
 * cuts bytes into lines and limits their length; a longer line becomes one unreadable record.
 *
 * <p>Traps: the arrays of {@code Lines} are reused, so copy what must live longer. Only plain files
 * are split; after damage in a compressed file, reading continues at the next gzip member or zstd
 * frame, whose first line may be a fragment. A CSV file is never split, because a quoted value may
 * contain line ends.
 */
package io.millrace.connectors.read.lines;
