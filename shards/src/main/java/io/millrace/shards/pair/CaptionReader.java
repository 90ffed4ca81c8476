package io.millrace.shards.pair;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.parquet.ParquetRows;
import io.millrace.shards.text.ShardReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Reads the captions of a shard of image-text pairs as documents with id, text, source and
 * language. Images are skipped: only the JSON members of a tar and four columns of a Parquet file
 * are read.
 */
public abstract class CaptionReader extends ShardReader {

  private CaptionReader() {}

  /**
   * Opens a tar or Parquet file; the end of its name decides which.
   *
   * @throws IOException when it cannot be opened
   */
  public static CaptionReader open(StoredFile file) throws IOException {
    return file.toString().endsWith(".tar") ? new Tar(file) : new Rows(file);
  }

  private static Document document(String id, String caption, String source, String language) {
    return new Document(id, caption, "", "", source, language, 0, new TreeMap<>());
  }

  private static final class Tar extends CaptionReader {
    private static final int MAX_JSON = 16 << 20;

    private final String name;
    private final TarArchiveInputStream tar;
    private final ObjectMapper mapper = new ObjectMapper(DocumentJson.factory());

    Tar(StoredFile file) throws IOException {
      this.name = file.toString();
      this.tar =
          new TarArchiveInputStream(new BufferedInputStream(file.stream(), 1 << 16), "UTF-8");
    }

    @Override
    public Optional<Document> next() throws IOException {
      try {
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null && !(entry.isFile() && entry.getName().endsWith(".json"))) {
          entry = tar.getNextEntry();
        }
        return entry == null ? Optional.empty() : Optional.of(document(entry));
      } catch (IOException | IllegalArgumentException damaged) {
        throw new IOException(name + ": " + damaged.getMessage(), damaged);
      }
    }

    private Document document(TarArchiveEntry entry) throws IOException {
      byte[] json = tar.readNBytes(MAX_JSON + 1);
      if (json.length > MAX_JSON || json.length != entry.getSize()) {
        throw new IOException("the member " + entry.getName() + " is too large or cut");
      }
      try {
        JsonNode pair = mapper.readTree(json);
        return CaptionReader.document(
            pair.path("id").asText(),
            pair.path("caption").asText(),
            pair.path("source").asText(),
            pair.path("language").asText());
      } catch (IOException wrong) {
        throw new IOException(entry.getName() + ": " + wrong.getMessage(), wrong);
      }
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }

  private static final class Rows extends CaptionReader {
    private static final MessageType COLUMNS =
        Types.buildMessage()
            .addField(Types.required(BINARY).as(stringType()).named("id"))
            .addField(Types.required(BINARY).as(stringType()).named("caption"))
            .addField(Types.required(BINARY).as(stringType()).named("source"))
            .addField(Types.required(BINARY).as(stringType()).named("language"))
            .named("pair");

    private final ParquetRows<Document> rows;

    Rows(StoredFile file) throws IOException {
      this.rows = ParquetRows.open(file, COLUMNS, Rows::document);
    }

    private static Document document(Group row) {
      return CaptionReader.document(
          row.getString("id", 0),
          row.getString("caption", 0),
          row.getString("source", 0),
          row.getString("language", 0));
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
