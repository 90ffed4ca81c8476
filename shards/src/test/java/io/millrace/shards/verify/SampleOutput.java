package io.millrace.shards.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Verdict;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.file.LocalFolder;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ManifestJson;
import io.millrace.shards.layout.ShardFormat;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import io.millrace.shards.text.RejectWriter;
import io.millrace.shards.text.Samples;
import io.millrace.shards.text.ShardWriter;
import io.millrace.shards.verdict.VerdictRow;
import io.millrace.shards.verdict.VerdictWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small complete output: two languages with one shard each, and one dropped document. */
public final class SampleOutput {

  final Path folder;
  final List<Document> german;
  final List<Document> french = Samples.documents("fr", 2, 4);
  final Document dropped = Samples.documents("en", 1, 4).get(0);
  private final ShardFormat format;

  public SampleOutput(Path folder, ShardFormat format) {
    this.folder = folder;
    this.format = format;
    this.german = new ArrayList<>(Samples.documents("de", 2, 4));
    Document again = german.get(1);
    SortedMap<String, String> metadata = new TreeMap<>(again.metadata());
    metadata.put(OutputVerifier.REPEAT, "1");
    german.add(again.withMetadata(metadata));
  }

  LocalFolder root() {
    return new LocalFolder(folder);
  }

  String shard(String language) {
    return Shards.shardPath(language, 0, 1, format);
  }

  /** Writes everything except the manifest. */
  public Manifest writeFiles() throws IOException {
    List<ShardInfo> shards =
        List.of(writeShard(shard("de"), german), writeShard(shard("fr"), french));
    Verdict.Dropped verdict = Verdict.Dropped.because(DropReason.SHORT_WORDS, "words", 1, 2);
    ShardInfo rejected;
    String path = Shards.rejectedPath("gopher-quality", 0, 1);
    try (RejectWriter writer = RejectWriter.open(target(path), path, 3)) {
      writer.write(dropped, verdict);
      rejected = writer.finish();
    }
    return manifest(shards, rejected, writeVerdicts(verdict));
  }

  private ShardInfo writeVerdicts(Verdict.Dropped dropVerdict) throws IOException {
    String path = Shards.verdictsPath(0, 1);
    SortedMap<String, Double> signals = Collections.emptySortedMap();
    try (VerdictWriter writer = VerdictWriter.open(target(path), path, 3, List.of())) {
      writer.write(VerdictRow.of(german.get(0), new Verdict.Kept(1), shard("de"), signals));
      writer.write(VerdictRow.of(german.get(1), new Verdict.Kept(2), shard("de"), signals));
      writer.write(VerdictRow.of(dropped, dropVerdict, "", signals));
      for (Document document : french) {
        writer.write(VerdictRow.of(document, new Verdict.Kept(1), shard("fr"), signals));
      }
      return writer.finish();
    }
  }

  ShardInfo writeShard(String path, List<Document> documents) throws IOException {
    try (ShardWriter writer = ShardWriter.open(format, target(path), path, 3)) {
      for (Document document : documents) {
        writer.write(document);
      }
      return writer.finish();
    }
  }

  private LocalFile target(String path) {
    return root().file(path);
  }

  private static Manifest manifest(List<ShardInfo> shards, ShardInfo rejected, ShardInfo verdicts)
      throws IOException {
    JsonNode recipe = new JsonMapper().readTree("{\"stages\":[{\"langid\":{\"b\":1,\"a\":0.5}}]}");
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "0.1.0",
        ManifestJson.sha256(recipe),
        recipe,
        List.of(new Manifest.Model("lid.176.ftz", "0".repeat(64))),
        new Manifest.Inputs(
            new TreeMap<>(Map.of("jsonl", 5L)), new TreeMap<>(), Manifest.Sample.ALL),
        new Manifest.Counts(5, 4, 1, 0, 0, 5),
        List.of(
            new Manifest.Stage("langid", 5, 0, 0), new Manifest.Stage("gopher-quality", 5, 1, 0)),
        new TreeMap<>(
            Map.of(
                "de",
                new Manifest.Counts(2, 2, 0, 0, 0, 3),
                "en",
                new Manifest.Counts(1, 0, 1, 0, 0, 0),
                "fr",
                new Manifest.Counts(2, 2, 0, 0, 0, 2))),
        new TreeMap<>(Map.of("gopher-quality", new TreeMap<>(Map.of("short_words", 1L)))),
        Manifest.Rephrase.NONE,
        shards,
        List.of(rejected),
        List.of(verdicts),
        List.of(),
        List.of(),
        List.of());
  }

  /** Writes the manifest, a report and {@code _SUCCESS}. */
  void seal(Manifest manifest) throws IOException {
    Files.write(folder.resolve(Shards.MANIFEST), ManifestJson.write(manifest));
    Files.write(folder.resolve(Shards.REPORT_JSON), new byte[] {'{', '}'});
    Files.write(
        folder.resolve(Shards.SUCCESS),
        SuccessFile.bytes(root(), List.of(Shards.REPORT_JSON, Shards.MANIFEST)));
  }
}
