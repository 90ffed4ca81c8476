package io.millrace.trainer.data;

import com.github.luben.zstd.Zstd;
import io.millrace.corpus.Document;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Origin;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.layout.SuccessFile;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import io.millrace.trainer.tokenizer.BpeTrainer;
import io.millrace.trainer.tokenizer.SplitPattern;
import io.millrace.trainer.tokenizer.TokenizerSettings;
import io.millrace.trainer.tokenizer.WordCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes outputs of runs without a run. */
final class TestRun {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message document { required binary id (STRING); required binary text (STRING);"
              + " required binary url (STRING); required binary source (STRING);"
              + " required binary language (STRING); optional group origin {"
              + " required binary id (STRING); required binary style (STRING);"
              + " required binary model (STRING); required binary prompt (STRING);"
              + " required int32 passages; } }");

  final Path folder;
  private final List<String> entries = new ArrayList<>();

  TestRun(Path folder) {
    this.folder = folder;
  }

  /** A run in a new folder of the build directory. */
  static TestRun temporary() {
    try {
      return new TestRun(Files.createTempDirectory(Path.of("target"), "run-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Document document(String language, String source, int number, String text) {
    String id = Hash128.of(language + '/' + source + '/' + number).toHex();
    return new Document(id, text, "", "", source, language, .9, new TreeMap<>());
  }

  static Document rephrased(Document from) {
    return from.rephrased(new Origin(from.id(), "plain", "m", "p", 1), "Again: " + from.text());
  }

  /** Documents with texts of random lengths. */
  static List<Document> documents(String language, String source, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder(language + i);
      for (int words = random.nextInt(40); words > 0; words--) {
        text.append(" word").append(random.nextInt(9));
      }
      documents.add(document(language, source, i, text.toString()));
    }
    return documents;
  }

  TestRun jsonl(String path, List<Document> documents) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Document document : documents) {
      lines.writeBytes(DocumentJson.toBytes(document));
      lines.write('\n');
    }
    return file(path, Zstd.compress(lines.toByteArray()), documents.size());
  }

  TestRun parquet(String path, List<Document> documents) {
    Path file = folder.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      try (ParquetWriter<Group> writer =
          ExampleParquetWriter.builder(new LocalOutputFile(file))
              .withConf(new PlainParquetConfiguration())
              .withType(SCHEMA)
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .build()) {
        for (Document each : documents) {
          SimpleGroup row = new SimpleGroup(SCHEMA);
          row.append("id", each.id()).append("text", each.text()).append("url", "");
          row.append("source", each.source()).append("language", each.language());
          each.origin()
              .ifPresent(
                  origin ->
                      row.addGroup("origin")
                          .append("id", origin.id())
                          .append("style", origin.style())
                          .append("model", origin.model())
                          .append("prompt", origin.prompt())
                          .append("passages", origin.passages()));
          writer.write(row);
        }
      }
      return file(path, Files.readAllBytes(file), documents.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestRun tar(String path, List<Document> documents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      for (int i = 0; i < documents.size(); i++) {
        Document each = documents.get(i);
        String json =
            String.format(
                Locale.ROOT,
                "{\"id\": \"%s\", \"caption\": \"%s\", \"source\": \"%s\", \"language\": \"%s\"}",
                each.id(),
                each.text(),
                each.source(),
                each.language());
        member(tar, i + ".jpg", new byte[700]);
        member(tar, i + ".json", json.getBytes(StandardCharsets.UTF_8));
        member(tar, i + ".txt", each.text().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file(path, bytes.toByteArray(), documents.size());
  }

  private static void member(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private TestRun file(String path, byte[] bytes, int records) {
    Path file = folder.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      entries.add(
          String.format(
              Locale.ROOT,
              "{\"path\": \"%s\", \"records\": %d, \"bytes\": %d, \"sha256\": \"%s\"}",
              path,
              records,
              bytes.length,
              SuccessFile.sha256(new LocalFile(file))));
      return manifest("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestRun manifest(String more) throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"format_version\": 1, " + more + "\"shards\": [" + String.join(", ", entries) + "]}");
    return this;
  }

  Corpus open(DataSettings settings) {
    return Corpus.open(List.of(folder), settings);
  }

  static BpeTokenizer tokenizer(Stream<Document> documents) {
    WordCounts words = new WordCounts(SplitPattern.WITH_MARKS, 1 << 16);
    documents.forEach(document -> words.add(document.text()));
    return BpeTrainer.train(words, TokenizerSettings.defaults().withVocabulary(320));
  }
}
