package io.millrace.shards.parquet;

import io.millrace.shards.file.HashingOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * The output of parquet-java: a file whose footer is equal in every process.
 *
 * <p>parquet-java lists a column's encodings in the order of a hash set of enum constants, which
 * hash by identity, so equal data gives different footers in different runs (apache/parquet-java
 * issue 3215). This class holds the end of the file back and sorts the lists before it is written.
 */
final class ParquetSink extends PositionOutputStream implements OutputFile {

  /** Length of the footer and "PAR1". */
  private static final int TAIL = 8;

  private final HashingOutput file;
  private ByteArrayOutputStream end;

  ParquetSink(HashingOutput file) {
    this.file = file;
  }

  /** Marks the start of the end of the file, which {@link #finish} writes. */
  void beginEnd() {
    end = new ByteArrayOutputStream();
  }

  /** Writes the end of the file: page indexes unchanged, the footer with sorted lists. */
  void finish() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(end.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int tail = bytes.capacity() - TAIL;
    int footer = tail - bytes.getInt(tail);
    FileMetaData metadata =
        Util.readFileMetaData(new ByteArrayInputStream(bytes.array(), footer, tail - footer));
    sortEncodings(metadata);
    ByteArrayOutputStream sorted = new ByteArrayOutputStream();
    Util.writeFileMetaData(metadata, sorted);
    file.write(bytes.array(), 0, footer);
    file.write(sorted.toByteArray(), 0, sorted.size());
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.write(length.putInt(sorted.size()).array(), 0, Integer.BYTES);
    file.write(bytes.array(), tail + Integer.BYTES, TAIL - Integer.BYTES);
    end = null;
  }

  private static void sortEncodings(FileMetaData metadata) {
    for (RowGroup group : metadata.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        ColumnMetaData column = chunk.getMeta_data();
        List<Encoding> encodings = new ArrayList<>(column.getEncodings());
        Collections.sort(encodings);
        column.setEncodings(encodings);
        if (column.isSetEncoding_stats()) {
          Collections.sort(column.getEncoding_stats());
        }
      }
    }
  }

  @Override
  public long getPos() {
    return file.bytes() + (end == null ? 0 : end.size());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    if (end == null) {
      file.write(source, offset, length);
    } else {
      end.write(source, offset, length);
    }
  }

  /** Does nothing: {@link HashingOutput} is flushed when it is closed, after the footer. */
  @Override
  public void flush() {}

  /** Does nothing: the owner of the file closes it, after the footer. */
  @Override
  public void close() {}

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return this;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return this;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
