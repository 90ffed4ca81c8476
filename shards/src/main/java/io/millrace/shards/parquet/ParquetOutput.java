package io.millrace.shards.parquet;

import com.github.luben.zstd.Zstd;
import io.millrace.shards.file.HashingOutput;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Writes a Parquet file of rows of one type: zstd, pages with checksums, a new row group after
 * every 32 MiB of values.
 *
 * <p>parquet-java's {@code ParquetWriter} ends a row group by its compressed size, which it checks
 * only from time to time. Repetitive text then gives row groups of gigabytes, which readers hold in
 * memory completely. This class uses the parts of that class and ends row groups itself.
 */
public class ParquetOutput<T> implements Closeable {

  /** Uncompressed bytes of values after which a row group is closed. */
  public static final long ROW_GROUP_BYTES = 32L << 20;

  private static final int PADDING = 8 << 20;

  private final HashingOutput file;
  private final String path;
  private final ParquetSink sink;
  private final ParquetFileWriter writer;
  private final ParquetProperties properties;
  private final CodecFactory codecs;
  private final MessageType schema;
  private final MessageColumnIO columns;
  private final BiConsumer<T, ParquetRow> filler;

  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore store;
  private RecordConsumer consumer;
  private ParquetRow row;
  private long rows;
  private long rowsInGroup;
  private boolean closed;

  /**
   * @param path path of the finished file in the output
   * @param texts columns with long values that rarely repeat: written without dictionary and
   *     statistics
   * @param filler fills one row
   */
  public ParquetOutput(
      StoredFile target,
      String path,
      int level,
      MessageType schema,
      Set<String> texts,
      BiConsumer<T, ParquetRow> filler)
      throws IOException {
    if (level < 1 || level > Zstd.maxCompressionLevel()) {
      throw new IllegalArgumentException(
          "zstd level is " + level + ", must be in 1.." + Zstd.maxCompressionLevel());
    }
    this.schema = schema;
    this.filler = filler;
    this.properties = properties(texts);
    this.columns = new ColumnIOFactory().getColumnIO(schema);
    PlainParquetConfiguration settings = new PlainParquetConfiguration();
    settings.setInt("parquet.compression.codec.zstd.level", level);
    this.codecs = new CodecFactory(settings, properties.getPageSizeThreshold());
    this.file = HashingOutput.create(target);
    this.path = path;
    this.sink = new ParquetSink(file);
    this.writer =
        new ParquetFileWriter(
            sink,
            schema,
            ParquetFileWriter.Mode.CREATE,
            ROW_GROUP_BYTES,
            PADDING,
            null,
            properties);
    writer.start();
  }

  private static ParquetProperties properties(Set<String> texts) {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            // the default factory is shared by all files of the process and uses the properties of
            // the file that was opened last
            .withValuesWriterFactory(new DefaultV1ValuesWriterFactory())
            // by default sizes are checked every hundred rows, which may be gigabytes of text
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(8)
            .withPageWriteChecksumEnabled(true);
    for (String column : texts) {
      builder.withDictionaryEncoding(column, false).withStatisticsEnabled(column, false);
    }
    return builder.build();
  }

  public void write(T value) throws IOException {
    if (store == null) {
      startRowGroup();
    }
    consumer.startMessage();
    filler.accept(value, row);
    consumer.endMessage();
    rows++;
    rowsInGroup++;
    if (row.bytes() >= ROW_GROUP_BYTES) {
      endRowGroup();
    }
  }

  private void startRowGroup() {
    pages =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(CompressionCodecName.ZSTD),
            schema,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    store = properties.newColumnWriteStore(schema, pages, pages);
    consumer = columns.getRecordWriter(store);
    row = new ParquetRow(consumer);
  }

  private void endRowGroup() throws IOException {
    consumer.flush();
    writer.startBlock(rowsInGroup);
    store.flush();
    pages.flushToFileWriter(writer);
    writer.endBlock();
    dropRowGroup();
  }

  private void dropRowGroup() {
    store.close();
    pages.close();
    store = null;
    rowsInGroup = 0;
  }

  /** Completes and closes the file. */
  public ShardInfo finish() throws IOException {
    return finish(Map.of());
  }

  /**
   * @param notes entries of the footer by name
   */
  protected final ShardInfo finish(Map<String, String> notes) throws IOException {
    if (store != null) {
      endRowGroup();
    }
    sink.beginEnd();
    writer.end(notes);
    sink.finish();
    close();
    return file.info(path, rows);
  }

  /** Releases everything; without {@link #finish} the file has no footer and cannot be read. */
  @Override
  public final void close() throws IOException {
    if (!closed) {
      closed = true;
      if (store != null) {
        dropRowGroup();
      }
      codecs.release();
      writer.close();
      file.close();
    }
  }
}
