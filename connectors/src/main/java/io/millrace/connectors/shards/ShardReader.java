package io.millrace.connectors.shards;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * Reads the documents of a shard, of whichever format, in order. Memory is bounded by the largest
 * document for JSON Lines and by a row group for Parquet. Rejects can be read too; what they say
 * beyond the document is left out.
 */
public abstract sealed class ShardReader implements Closeable {

  /** Longest line accepted, in bytes; well above any document millrace writes. */
  static final int MAX_LINE = 1 << 29;

  private ShardReader() {}

  /**
   * @throws IOException when the file cannot be opened or its name ends in no known format
   */
  public static ShardReader open(ResourceId file) throws IOException {
    ShardFormat format =
        ShardFormat.ofPath(file.toString())
            .orElseThrow(() -> new IOException(file + " is in no shard format by its name"));
    return switch (format) {
      case JSONL -> new Lines(file);
      case PARQUET -> new Rows(file);
    };
  }

  /**
   * The next document, or nothing at the end.
   *
   * @throws IOException when the file is damaged or cut
   */
  public abstract Optional<Document> next() throws IOException;

  private static final class Lines extends ShardReader {
    private final InputStream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final String name;
    private long number;

    Lines(ResourceId file) throws IOException {
      this.name = file.toString();
      this.stream =
          new BufferedInputStream(
              new ZstdInputStream(Channels.newInputStream(FileSystems.open(file))), 1 << 16);
    }

    @Override
    public Optional<Document> next() throws IOException {
      line.reset();
      for (int b = stream.read(); b != '\n'; b = stream.read()) {
        if (b < 0) {
          if (line.size() == 0) {
            return Optional.empty();
          }
          throw new IOException(name + ": the last line is cut");
        }
        line.write(b);
        if (line.size() > MAX_LINE) {
          throw new IOException(name + ": line " + (number + 1) + " is longer than " + MAX_LINE);
        }
      }
      number++;
      try {
        return Optional.of(DocumentJson.fromBytes(line.toByteArray()));
      } catch (IOException e) {
        throw new IOException(name + ": line " + number + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  private static final class Rows extends ShardReader {
    private final ParquetReader<Group> rows;
    private final String name;

    Rows(ResourceId file) throws IOException {
      this.name = file.toString();
      this.rows = ParquetInput.of(file).rows(FilterCompat.NOOP, ParquetShardWriter.SCHEMA);
    }

    @Override
    public Optional<Document> next() throws IOException {
      try {
        return Optional.ofNullable(rows.read()).map(Rows::document);
      } catch (RuntimeException e) {
        // parquet-java reports damage by whatever its parsers stumble over
        throw new IOException(name + ": " + e.getMessage(), e);
      }
    }

    private static Document document(Group row) {
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
          metadata);
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
