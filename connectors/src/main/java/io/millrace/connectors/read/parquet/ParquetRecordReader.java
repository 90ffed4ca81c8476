package io.millrace.connectors.read.parquet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.Unreadable;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.FailureMessage;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.shards.parquet.BoundedCodecs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;

/**
 * Reads Parquet files with one document or image-text pair a row. A split is a range of row groups.
 * Each row that is lost with a damaged page gives an unreadable record, since the footer states
 * their number.
 */
public final class ParquetRecordReader implements RecordReader {

  private static final long PAGE_MARGIN = 64L << 20;
  private static final long MAX_ROW_GROUP_BYTES = 2L << 30;
  private static final int OPEN_PAGES = 4;
  private static final int MAX_LOST_ROWS = 1 << 20;
  private static final int SAMPLE_BYTES = 1 << 14;

  private final InputSettings settings;
  private final InputKind kind;

  private final Consumer<ObjectNode> rows;

  public ParquetRecordReader(InputSettings settings, InputKind kind) {
    this(settings, kind, null);
  }

  /**
   * @param rows receives each row as an object before its record is passed on, or null
   */
  public ParquetRecordReader(InputSettings settings, InputKind kind, Consumer<ObjectNode> rows) {
    this.settings = settings;
    this.kind = kind;
    this.rows = rows;
  }

  private String source() {
    return settings.sourceOr(kind.key());
  }

  private long maxPageBytes() {
    return settings.maxRecordBytes() + PAGE_MARGIN;
  }

  /** Room for pages of several columns; more if the heap allows, for files with many columns. */
  private long maxOpenBytes() {
    return Math.max(OPEN_PAGES * maxPageBytes(), Runtime.getRuntime().maxMemory() / OPEN_PAGES);
  }

  @Override
  public List<Split> split(String path, long size) throws IOException {
    List<Split> splits = new ArrayList<>();
    try (ParquetSource file = ParquetSource.open(path)) {
      try (ParquetFileReader reader = open(file)) {
        List<BlockMetaData> groups = reader.getRowGroups();
        int start = 0;
        long bytes = 0;
        for (int i = 0; i < groups.size(); i++) {
          bytes += Math.max(0, groups.get(i).getCompressedSize());
          if (bytes >= settings.splitBytes()) {
            splits.add(new Split(path, start, i + 1L));
            start = i + 1;
            bytes = 0;
          }
        }
        if (start < groups.size() || groups.isEmpty()) {
          splits.add(new Split(path, start, Long.MAX_VALUE));
        }
      } catch (IOException | RuntimeException damaged) {
        file.rethrowFailure();
        return List.of(new Split(path, 0, Long.MAX_VALUE));
      }
    }
    return splits;
  }

  @Override
  public void read(Split split, RecordSink sink) throws IOException {
    try (ParquetSource file = ParquetSource.open(split.path())) {
      if (file.getLength() == 0) {
        return;
      }
      try (ParquetFileReader reader = open(file)) {
        readGroups(reader, file, split, sink);
      } catch (UnreadableFooterException damaged) {
        file.rethrowFailure();
        if (split.start() == 0) {
          sink.accept(damagedFile(damaged.getCause(), file.sample(SAMPLE_BYTES)));
        }
      }
    }
  }

  /** The footer cannot be read, so the file cannot be read. */
  private static final class UnreadableFooterException extends RuntimeException {
    UnreadableFooterException(Throwable cause) {
      super(cause);
    }
  }

  private UnreadableRecord damagedFile(Throwable cause, byte[] sample) {
    String detail = "the Parquet footer cannot be read: " + FailureMessage.orKind(cause);
    String id = RecordId.ofContent(source(), "", "", sample);
    return Unreadable.of(id, source(), FailReason.DAMAGED_FILE, detail, "");
  }

  private ParquetFileReader open(ParquetSource file) {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new BoundedCodecs(maxPageBytes()))
            .usePageChecksumVerification(true)
            .withUseHadoopVectoredIo(false)
            .build();
    try {
      return ParquetFileReader.open(file, options);
    } catch (IOException | RuntimeException damaged) {
      throw new UnreadableFooterException(damaged);
    }
  }

  private void readGroups(
      ParquetFileReader reader, ParquetSource file, Split split, RecordSink sink)
      throws IOException {
    MessageType schema = ParquetColumns.flat(reader.getFileMetaData().getSchema());
    reader.setRequestedSchema(schema);
    String language = kind == InputKind.CULTURAX ? FolderLanguage.of(split.path()) : "";
    List<BlockMetaData> groups = reader.getRowGroups();
    for (int i = (int) split.start(); i < Math.min(groups.size(), split.end()); i++) {
      BlockMetaData group = groups.get(i);
      long rowCount = rowCount(group, schema);
      long read = 0;
      String damage =
          schema.getFieldCount() == 0
              ? "no readable column"
              : check(group, rowCount, file.getLength());
      if (damage.isEmpty()) {
        Rows rows = new Rows(reader, rowCount, language, sink);
        damage = rows.read(i, schema);
        read = rows.row;
        file.rethrowFailure();
      }
      if (!damage.isEmpty()) {
        reportLost(group, rowCount, read, damage, sink);
      }
    }
  }

  /**
   * Number of rows of a row group. Each column states it as well; if the columns agree, their
   * number counts.
   */
  private static long rowCount(BlockMetaData group, MessageType schema) {
    Set<Long> stated = new HashSet<>();
    for (ColumnChunkMetaData column : group.getColumns()) {
      if (schema.containsPath(column.getPath().toArray())) {
        stated.add(column.getValueCount());
      }
    }
    return stated.size() == 1 ? stated.iterator().next() : group.getRowCount();
  }

  /** The contradiction in a row group's metadata, or "". */
  private static String check(BlockMetaData group, long rowCount, long fileLength) {
    if (rowCount < 0 || rowCount > Integer.MAX_VALUE) {
      return "a row group with " + rowCount + " rows";
    }
    long sum = 0;
    for (ColumnChunkMetaData column : group.getColumns()) {
      long start = column.getStartingPos();
      long size = column.getTotalSize();
      if (start < 4 || size < 0 || start > fileLength || size > fileLength - start) {
        return "a column lies outside the file";
      }
      sum += size;
    }
    return sum > MAX_ROW_GROUP_BYTES ? "a row group of " + sum + " bytes" : "";
  }

  private void reportLost(
      BlockMetaData group, long rowCount, long read, String damage, RecordSink sink) {
    long lost = rowCount - read;
    long reported = lost < 0 || lost > MAX_LOST_ROWS ? 1 : lost;
    String detail = lost == reported ? damage : lost + " rows: " + damage;
    for (long i = 0; i < reported; i++) {
      String place = group.getTotalByteSize() + " bytes at " + group.getStartingPos();
      String what = "row group of " + place + ", lost row " + (read + i) + " of " + rowCount;
      String id = RecordId.ofContent(source(), "", "", what);
      sink.accept(Unreadable.of(id, source(), FailReason.DAMAGED_FILE, detail, ""));
    }
  }

  private final class Rows {
    private final ParquetFileReader reader;
    private final long rowCount;
    private final String language;
    private final RecordSink sink;
    private long row;

    Rows(ParquetFileReader reader, long rowCount, String language, RecordSink sink) {
      this.reader = reader;
      this.rowCount = rowCount;
      this.language = language;
      this.sink = sink;
    }

    /** Returns the damage before the last row, or "". */
    String read(int index, MessageType schema) throws IOException {
      ParquetColumns columns;
      try {
        PageReadStore pages = reader.readRowGroup(index);
        columns =
            new ParquetColumns(
                new CheckedPages(pages, maxPageBytes(), maxOpenBytes()),
                schema,
                reader.getFileMetaData().getCreatedBy(),
                settings.maxRecordBytes());
      } catch (IOException | RuntimeException damaged) {
        return "a row group cannot be read: " + FailureMessage.orKind(damaged);
      }
      RowMapper mapper = new RowMapper(settings, kind, columns, language);
      while (row < rowCount) {
        InputRecord record;
        try {
          if (row > 0) {
            columns.nextRow();
          }
          record = mapper.record();
          if (rows != null) {
            rows.accept(mapper.object());
          }
        } catch (RuntimeException damaged) {
          return "a page cannot be read: " + FailureMessage.orKind(damaged);
        }
        row++;
        sink.accept(record);
      }
      return "";
    }
  }
}
