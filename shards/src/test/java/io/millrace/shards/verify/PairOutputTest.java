package io.millrace.shards.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.corpus.ImageFacts;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.Verdict;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.file.LocalFolder;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ManifestJson;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import io.millrace.shards.pair.Pairs;
import io.millrace.shards.pair.WebDatasetSettings;
import io.millrace.shards.pair.WebDatasetWriter;
import io.millrace.shards.verdict.VerdictRow;
import io.millrace.shards.verdict.VerdictWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies an output of pairs in WebDataset shards. */
class PairOutputTest {

  @TempDir private Path folder;

  private LocalFolder root() {
    return new LocalFolder(folder);
  }

  private LocalFile target(String path) {
    return root().file(path);
  }

  private static List<ImageTextPair> pairsOf(int shard) {
    return Pairs.pairs(12).stream()
        .map(PairOutputTest::withImageOfItsOwn)
        .filter(
            pair -> Shards.shardOfImage(pair.facts().orElseThrow().originalSha256(), 2) == shard)
        .toList();
  }

  private static ImageTextPair withImageOfItsOwn(ImageTextPair pair) {
    ImageFacts facts = pair.facts().orElseThrow();
    return pair.withImage(
        pair.image().orElseThrow(),
        Optional.of(
            new ImageFacts(
                facts.format(),
                facts.width(),
                facts.height(),
                facts.originalFormat(),
                facts.originalWidth(),
                facts.originalHeight(),
                facts.originalBytes(),
                pair.id() + pair.id(),
                facts.luma(),
                facts.exif())));
  }

  /** Writes an output of two shards, one of them in several tars. */
  private void write(List<ImageTextPair> first, List<ImageTextPair> second) throws IOException {
    List<ShardInfo> files = new ArrayList<>();
    List<VerdictRow> rows = new ArrayList<>();
    List<List<ImageTextPair>> shards = List.of(first, second);
    for (int shard = 0; shard < 2; shard++) {
      WebDatasetSettings settings =
          new WebDatasetSettings(
              shard == 0 ? 2 : 100, 1 << 20, WebDatasetSettings.ImageEnding.JPG, true);
      try (WebDatasetWriter writer = WebDatasetWriter.open(this::target, shard, settings)) {
        for (ImageTextPair pair : shards.get(shard)) {
          String path = writer.write(pair);
          rows.add(VerdictRow.of(pair, new Verdict.Kept(1), path, Collections.emptySortedMap()));
        }
        files.addAll(writer.finish());
      }
    }
    String path = Shards.verdictsPath(0, 1);
    ShardInfo verdicts;
    try (VerdictWriter writer = VerdictWriter.open(target(path), path, 3, List.of())) {
      for (VerdictRow row : rows) {
        writer.write(row);
      }
      verdicts = writer.finish();
    }
    seal(files, verdicts, rows.size());
  }

  private void seal(List<ShardInfo> files, ShardInfo verdicts, long count) throws IOException {
    JsonNode recipe = new JsonMapper().readTree("{\"output\":{\"shards\":2},\"stages\":[]}");
    Manifest.Counts counts = new Manifest.Counts(count, count, 0, 0, 0, count);
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            "0.1.0",
            ManifestJson.sha256(recipe),
            recipe,
            List.of(),
            new Manifest.Inputs(
                new TreeMap<>(Map.of("warc", count)), new TreeMap<>(), Manifest.Sample.ALL),
            counts,
            List.of(),
            new TreeMap<>(Map.of("de", counts)),
            new TreeMap<>(),
            Manifest.Rephrase.NONE,
            files.stream().filter(file -> !Shards.isCompanion(file.path())).toList(),
            List.of(),
            List.of(verdicts),
            files.stream().filter(file -> Shards.isCompanion(file.path())).toList(),
            List.of(),
            List.of(new Manifest.PluginJar("words.jar", "0".repeat(64))));
    byte[] json = ManifestJson.write(manifest);
    assertThat(ManifestJson.read(json)).isEqualTo(manifest);
    Files.write(folder.resolve(Shards.MANIFEST), json);
    Files.write(
        folder.resolve(Shards.SUCCESS), SuccessFile.bytes(root(), List.of(Shards.MANIFEST)));
  }

  private List<String> problems() throws IOException {
    return OutputVerifier.verify(root(), OutputVerifier.Depth.RECORDS).problems().stream()
        .map(problem -> problem.path() + ": " + problem.problem())
        .toList();
  }

  @Test
  void anUntouchedOutputIsSound() throws IOException {
    write(pairsOf(0), pairsOf(1));
    assertThat(problems()).isEmpty();
    assertThat(OutputVerifier.verify(root(), OutputVerifier.Depth.RECORDS).documents())
        .isEqualTo(12);
    assertThat(Files.exists(folder.resolve("shards/00000-1.tar"))).isTrue();
  }

  @Test
  void orderAndPlaceAreChecked() throws IOException {
    List<ImageTextPair> first = new ArrayList<>(pairsOf(0));
    Collections.swap(first, 0, 1);
    List<ImageTextPair> second = new ArrayList<>(pairsOf(1));
    second.add(0, first.remove(first.size() - 1));
    second.sort((a, b) -> a.id().compareTo(b.id()));
    write(first, second);
    assertThat(problems())
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("shards/00000.tar: record 2: id")
                    .endsWith("is out of order"))
        .anySatisfy(
            line ->
                assertThat(line).contains("shards/00001.tar").endsWith("belongs to another shard"));
  }

  @Test
  void changedAndUnlistedFilesAreFound() throws IOException {
    write(pairsOf(0), pairsOf(1));
    byte[] tar = Files.readAllBytes(folder.resolve("shards/00001.tar"));
    tar[700] ^= 1;
    Files.write(folder.resolve("shards/00001.tar"), tar);
    Files.delete(folder.resolve("shards/00000_stats.json"));
    Files.writeString(folder.resolve("shards/00009.jsonl"), "");
    assertThat(problems())
        .contains(
            "shards/00001.tar: sha256 differs from the one in manifest.json",
            "shards/00000_stats.json: is missing or listed twice",
            "shards/00009.jsonl: is not listed in manifest.json");
  }
}
