/**
 * The reader of Parquet files.
 *
 * <p>Begin with {@link io.millrace.connectors.read.parquet.ParquetRecordReader}. It reads only the
 * columns that the input's fields name ({@code ParquetColumns}) and makes a record of each row
 * ({@code RowMapper}).
 *
 * <p>Parquet's own reader trusts the sizes in a file. {@code CheckedPages} and {@code PageSizes}
 * check them before memory is allocated, so that a small hostile file cannot exhaust the heap.
 */
package io.millrace.connectors.read.parquet;
