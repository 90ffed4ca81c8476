package io.millrace.shards.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStream;
import io.millrace.corpus.DocumentJson;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;

/**
 * Reads files of rejects and unused answers line by line and rewrites them with the text of
 * selected lines removed: {@code text}, {@code metadata}, and {@code source}, {@code answer} and
 * {@code detail} of each passage. Other fields of these lines stay, and other lines keep their
 * bytes.
 */
public final class RejectLines {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(DocumentJson.factory())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String TEXT = "text";
  private static final String METADATA = "metadata";
  private static final String PASSAGES = "passages";

  private RejectLines() {}

  /** Receives one line. */
  @FunctionalInterface
  public interface Visitor {
    void line(ObjectNode line) throws IOException;
  }

  /** Passes every line of a file to a visitor. */
  public static void forEach(StoredFile file, Visitor visitor) throws IOException {
    forEachLine(file, line -> visitor.line(parse(file, line)));
  }

  /** Whether a line has text that {@link #rewrite} would remove. */
  public static boolean hasText(JsonNode line) {
    boolean answered = false;
    for (JsonNode passage : line.path(PASSAGES)) {
      answered |= !passage.path("source").asText().isEmpty();
      answered |= !passage.path("answer").asText().isEmpty();
    }
    return answered || !line.path(TEXT).asText().isEmpty() || !line.path(METADATA).isEmpty();
  }

  /**
   * Rewrites a file.
   *
   * @param target file to write
   * @param path path of the finished file in the output
   * @param emptied selects the lines whose text is removed
   */
  public static ShardInfo rewrite(
      StoredFile file, StoredFile target, String path, Predicate<ObjectNode> emptied)
      throws IOException {
    try (ZstdLines out = new ZstdLines(target, path, ShardWriter.DEFAULT_LEVEL)) {
      forEachLine(
          file,
          line -> {
            ObjectNode parsed = parse(file, line);
            out.line().write(emptied.test(parsed) ? withoutText(parsed) : line);
            out.endLine();
          });
      return out.finish();
    }
  }

  private static byte[] withoutText(ObjectNode line) throws IOException {
    line.put(TEXT, "");
    line.putObject(METADATA);
    for (JsonNode passage : line.path(PASSAGES)) {
      if (passage instanceof ObjectNode each) {
        each.put("source", "").put("answer", "").put("detail", "");
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
    try (JsonGenerator json = DocumentJson.factory().createGenerator(bytes)) {
      MAPPER.writeTree(json, line);
    }
    return bytes.toByteArray();
  }

  private static ObjectNode parse(StoredFile file, byte[] line) throws IOException {
    if (MAPPER.readTree(line) instanceof ObjectNode object) {
      return object;
    }
    throw new IOException(file + ": a line is not a JSON object");
  }

  private interface LineVisitor {
    void line(byte[] line) throws IOException;
  }

  private static void forEachLine(StoredFile file, LineVisitor visitor) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 14);
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new ZstdInputStream(file.stream())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int from = 0;
        for (int at = 0; at < read; at++) {
          if (buffer[at] == '\n') {
            line.write(buffer, from, at - from);
            visitor.line(line.toByteArray());
            line.reset();
            from = at + 1;
          }
        }
        line.write(buffer, from, read - from);
        if (line.size() > ShardReader.MAX_LINE) {
          throw new IOException(file + ": a line is longer than " + ShardReader.MAX_LINE);
        }
      }
    }
    if (line.size() > 0) {
      throw new IOException(file + ": the last line is cut");
    }
  }
}
