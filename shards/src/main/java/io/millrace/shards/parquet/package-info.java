/**
 * Parquet files of one row type, written with equal bytes for equal rows and read with bounded
 * memory.
 *
 * <p>Begin with {@link ParquetOutput} to write and {@link ParquetRows} to read. {@link ParquetRow}
 * fills the columns of one row. {@link ParquetInput} opens a {@link
 * io.millrace.shards.file.StoredFile} for parquet-java.
 *
 * <p>Traps: parquet-java ends row groups by compressed size, which lets repetitive text grow to
 * gigabytes, so {@code ParquetOutput} ends them by uncompressed size. Its footer lists encodings in
 * the order of a hash set, so {@link ParquetSink} sorts them. Its codecs allocate whatever size a
 * page header states, so {@link BoundedCodecs} checks the size first. Damage surfaces as any {@code
 * RuntimeException}; {@code ParquetRows} turns it into an {@code IOException}.
 */
package io.millrace.shards.parquet;
