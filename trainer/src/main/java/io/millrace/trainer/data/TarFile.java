package io.millrace.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Image-text pairs in WebDataset's layout; their captions are the texts, images are passed over.
 */
final class TarFile extends ShardFile {

  private static final int MAX_JSON = 16 << 20;

  private final TarArchiveInputStream tar;
  private final ObjectMapper mapper = new ObjectMapper(DocumentJson.factory());

  TarFile(Path file) throws IOException {
    this.tar =
        new TarArchiveInputStream(
            new BufferedInputStream(Files.newInputStream(file), 1 << 16), "UTF-8");
  }

  @Override
  Item next() throws IOException {
    try {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && entry.getName().endsWith(".json")) {
          return item(entry);
        }
      }
      return null;
    } catch (IllegalArgumentException wrong) {
      throw new IOException(RunOutput.firstLine(wrong), wrong);
    }
  }

  private Item item(TarArchiveEntry entry) throws IOException {
    byte[] json = tar.readNBytes(MAX_JSON + 1);
    if (json.length > MAX_JSON || json.length != entry.getSize()) {
      throw new IOException("the member " + entry.getName() + " is too large or cut");
    }
    JsonNode pair;
    try {
      pair = mapper.readTree(json);
    } catch (IOException wrong) {
      throw new IOException(entry.getName() + ": " + RunOutput.firstLine(wrong), wrong);
    }
    return new Item(
        new Document(
            pair.path("id").asText(),
            pair.path("caption").asText(),
            "",
            "",
            pair.path("source").asText(),
            pair.path("language").asText(),
            0,
            new TreeMap<>()),
        null);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
