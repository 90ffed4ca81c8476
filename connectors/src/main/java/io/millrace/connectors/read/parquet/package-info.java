/**
 * The reader of Parquet files.
 *
 * <p>Begin with {@link io.millrace.connectors.read.parquet.ParquetRecordReader}. It reads the flat
 * columns of a file as text ({@code ParquetColumns}) and makes a record from each row ({@code
 * RowMapper}).
 *
 * <p>Parquet's own reader trusts the sizes in a file. {@code CheckedPages} and {@code PageSizes}
 * check them before memory is allocated, so that a small malicious file cannot exhaust the heap.
 * {@code ParquetSource} opens the file.
 *
 * <p>Traps: parquet-java throws any {@code RuntimeException} for damage and wraps failures of the
 * file system in the same way, so ask {@code ParquetSource.rethrowFailure()} first. A row group is
 * held in memory as a whole.
 */
package io.millrace.connectors.read.parquet;
