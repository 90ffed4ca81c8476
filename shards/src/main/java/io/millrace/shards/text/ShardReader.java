package io.millrace.shards.text;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.Origin;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.layout.ShardFormat;
import io.millrace.shards.parquet.ParquetRows;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the documents of a shard in any format, in order. Memory is bounded by the largest document
 * for JSON Lines and by a row group for Parquet. Files of rejects can be read too; only the
 * document's fields are returned. Not thread-safe.
 */
public abstract class ShardReader implements Closeable {

  /** Longest accepted line in bytes; longer than any document that millrace writes. */
  static final int MAX_LINE = 1 << 29;

  /**
   * Opens a shard of documents.
   *
   * @throws IOException when the file cannot be opened or its name ends in no known format
   */
  public static ShardReader open(StoredFile file) throws IOException {
    return open(file, Columns.ALL);
  }

  /**
   * Opens a shard to read the fields that training needs. Only the columns id, text, source,
   * language and origin of a Parquet file are read; other fields are empty.
   *
   * @throws IOException as {@link #open}
   */
  public static ShardReader openTexts(StoredFile file) throws IOException {
    return open(file, Columns.TEXTS);
  }

  private static ShardReader open(StoredFile file, Columns columns) throws IOException {
    ShardFormat format =
        ShardFormat.ofPath(file.toString())
            .orElseThrow(() -> new IOException(file + " has no known extension of a shard"));
    return switch (format) {
      case JSONL -> new Lines(file);
      case PARQUET -> new Rows(file, columns);
      case WEBDATASET ->
          throw new IOException(file + " contains image-text pairs instead of documents");
    };
  }

  /**
   * The next document, or nothing at the end.
   *
   * @throws IOException when the file is damaged or cut
   */
  public abstract Optional<Document> next() throws IOException;

  /**
   * Skips documents.
   *
   * @throws IOException when the file is damaged, cut, or has fewer
   */
  public void skip(long documents) throws IOException {
    for (long i = 0; i < documents; i++) {
      if (next().isEmpty()) {
        throw new IOException("it has fewer documents than before");
      }
    }
  }

  private static final class Lines extends ShardReader {
    private final InputStream stream;
    private final String name;
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;
    private long number;

    Lines(StoredFile file) throws IOException {
      this.name = file.toString();
      this.stream = new ZstdInputStream(file.stream());
    }

    @Override
    public Optional<Document> next() throws IOException {
      int length = line();
      if (length < 0) {
        return Optional.empty();
      }
      int from = start;
      start += length + 1;
      try {
        return Optional.of(DocumentJson.fromBytes(buffer, from, length));
      } catch (IOException e) {
        throw new IOException(name + ": line " + number + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void skip(long documents) throws IOException {
      for (long i = 0; i < documents; i++) {
        int length = line();
        if (length < 0) {
          throw new IOException("it has fewer documents than before");
        }
        start += length + 1;
      }
    }

    /** Length of the line that begins at {@code start}, or -1 at the end of the file. */
    private int line() throws IOException {
      int at = start;
      while (true) {
        for (; at < end; at++) {
          if (buffer[at] == '\n') {
            number++;
            return at - start;
          }
        }
        at -= start;
        if (!fill()) {
          if (start == end) {
            return -1;
          }
          throw new IOException(name + ": the last line is cut");
        }
      }
    }

    /** Moves the rest to the front and reads more bytes; false at the end of the file. */
    private boolean fill() throws IOException {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
      if (end == buffer.length) {
        if (end >= MAX_LINE) {
          throw new IOException(name + ": line " + (number + 1) + " is longer than " + MAX_LINE);
        }
        buffer = Arrays.copyOf(buffer, 2 * end);
      }
      int read = stream.read(buffer, end, buffer.length - end);
      end += Math.max(0, read);
      return read >= 0;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** Which columns of a Parquet file are read. */
  private enum Columns {
    ALL(ParquetShardWriter.SCHEMA) {
      @Override
      Document document(Group row) {
        SortedMap<String, String> metadata = new TreeMap<>();
        Group list = row.getGroup("metadata", 0);
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
          Group entry = list.getGroup(0, i).getGroup(0, 0);
          metadata.put(entry.getString("key", 0), entry.getString("value", 0));
        }
        return new Document(
            row.getString("id", 0),
            row.getString("text", 0),
            row.getString("url", 0),
            row.getString("timestamp", 0),
            row.getString("source", 0),
            row.getString("language", 0),
            row.getDouble("language_score", 0),
            metadata,
            origin(row));
      }
    },
    TEXTS(projection("id", "text", "source", "language", "origin")) {
      @Override
      Document document(Group row) {
        return new Document(
            row.getString("id", 0),
            row.getString("text", 0),
            "",
            "",
            row.getString("source", 0),
            row.getString("language", 0),
            0,
            new TreeMap<>(),
            origin(row));
      }
    };

    private final MessageType schema;

    Columns(MessageType schema) {
      this.schema = schema;
    }

    private static MessageType projection(String... names) {
      return new MessageType(
          "document", Arrays.stream(names).map(ParquetShardWriter.SCHEMA::getType).toList());
    }

    abstract Document document(Group row);

    private static Optional<Origin> origin(Group row) {
      if (row.getFieldRepetitionCount("origin") == 0) {
        return Optional.empty();
      }
      Group origin = row.getGroup("origin", 0);
      return Optional.of(
          new Origin(
              origin.getString("id", 0),
              origin.getString("style", 0),
              origin.getString("model", 0),
              origin.getString("prompt", 0),
              origin.getInteger("passages", 0)));
    }
  }

  private static final class Rows extends ShardReader {
    private final ParquetRows<Document> rows;

    Rows(StoredFile file, Columns columns) throws IOException {
      this.rows = ParquetRows.open(file, columns.schema, columns::document);
    }

    @Override
    public Optional<Document> next() throws IOException {
      return rows.next();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
