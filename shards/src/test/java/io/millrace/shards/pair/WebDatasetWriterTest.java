package io.millrace.shards.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.ImageTextPair;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.file.LocalFolder;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.pair.PairReader.StoredPair;
import io.millrace.shards.pair.WebDatasetSettings.ImageEnding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebDatasetWriterTest {

  private static final WebDatasetSettings MIXED =
      new WebDatasetSettings(10_000, 1 << 30, ImageEnding.FORMAT, true);

  @TempDir private Path folder;

  private static LocalFolder root(Path folder) {
    return new LocalFolder(folder);
  }

  static List<ShardInfo> write(Path folder, WebDatasetSettings settings, List<ImageTextPair> pairs)
      throws IOException {
    Function<String, StoredFile> targets = path -> root(folder).file(path);
    try (WebDatasetWriter writer = WebDatasetWriter.open(targets, 3, settings)) {
      for (ImageTextPair pair : pairs) {
        writer.write(pair);
      }
      return writer.finish();
    }
  }

  private static List<StoredPair> read(Path folder, String path) throws IOException {
    List<StoredPair> found = new ArrayList<>();
    try (PairReader reader = PairReader.open(root(folder).file(path))) {
      for (Optional<StoredPair> next = reader.next(); next.isPresent(); next = reader.next()) {
        found.add(next.get());
      }
    }
    return found;
  }

  private static void same(List<StoredPair> found, List<ImageTextPair> pairs) throws IOException {
    assertThat(found).hasSameSizeAs(pairs);
    for (int i = 0; i < pairs.size(); i++) {
      ImageTextPair pair = pairs.get(i);
      ImageTextPair back = found.get(i).row().pair(found.get(i).image());
      assertThat(back.image().orElseThrow()).isEqualTo(pair.image().orElseThrow());
      assertThat(back.withImage(new byte[0], Optional.empty()))
          .usingRecursiveComparison()
          .isEqualTo(pair.withImage(new byte[0], Optional.empty()));
      assertThat(found.get(i).row()).isEqualTo(PairRow.of(pair, found.get(i).row().key()));
    }
  }

  @Test
  void writesWhatImg2datasetWrites() throws IOException {
    List<ImageTextPair> pairs = Pairs.pairs(3);
    List<ShardInfo> files = write(folder, MIXED, pairs);
    assertThat(files)
        .extracting(ShardInfo::path)
        .containsExactly(
            "shards/00003.tar",
            "shards/00003.parquet",
            "shards/00003_stats.json",
            "shards/00003.jsonl");
    List<String> names = new ArrayList<>();
    try (TarFile tar = new TarFile(folder.resolve("shards/00003.tar"))) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        names.add(entry.getName());
        assertThat(entry.getLastModifiedDate().getTime()).isZero();
        assertThat(entry.getUserName() + entry.getLongUserId()).isEqualTo("0");
      }
      TarArchiveEntry text = tar.getEntries().get(2);
      assertThat(new String(tar.getInputStream(text).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(pairs.get(0).captions().get(0).text());
    }
    assertThat(names)
        .containsExactly(
            "000030000.png",
            "000030000.json",
            "000030000.txt",
            "000030001.png",
            "000030001.json",
            "000030001.txt",
            "000030002.png",
            "000030002.json",
            "000030002.txt");
    JsonNode statistics =
        new JsonMapper().readTree(folder.resolve("shards/00003_stats.json").toFile());
    assertThat(statistics.path("status_dict").path("success").asInt()).isEqualTo(3);
    same(read(folder, "shards/00003.tar"), pairs);
  }

  @Test
  void equalPairsGiveEqualBytes() throws IOException {
    List<ShardInfo> first = write(folder.resolve("a"), MIXED, Pairs.pairs(40));
    assertThat(write(folder.resolve("b"), MIXED, Pairs.pairs(40))).isEqualTo(first);
  }

  @Test
  void continuesInAnotherTarAtItsLimits() throws IOException {
    List<ImageTextPair> pairs = Pairs.pairs(7);
    write(
        folder.resolve("count"), new WebDatasetSettings(3, 1 << 30, ImageEnding.JPG, false), pairs);
    List<StoredPair> found = new ArrayList<>();
    for (String name : List.of("00003", "00003-1", "00003-2")) {
      found.addAll(read(folder.resolve("count"), "shards/" + name + ".tar"));
    }
    same(found, pairs);
    assertThat(found.get(6).row().key()).isEqualTo("000030006");
    List<ShardInfo> bytes =
        write(
            folder.resolve("bytes"), new WebDatasetSettings(100, 1, ImageEnding.JPG, false), pairs);
    assertThat(bytes.stream().filter(file -> file.path().endsWith(".tar"))).hasSize(7);
    assertThat(write(folder.resolve("none"), MIXED, List.of())).isEmpty();
  }

  @Test
  void rejectsPairsWithoutADecodedImage() {
    ImageTextPair none =
        new ImageTextPair(
            "0".repeat(32),
            "u",
            "",
            "",
            "",
            "",
            List.of(),
            true,
            0,
            0,
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty());
    assertThatThrownBy(() -> write(folder, MIXED, List.of(none)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no decoded image");
  }

  @Test
  void writesTheMixtureOfAvailableFields() throws IOException {
    ImageTextPair pair =
        Pairs.pairs(6)
            .get(0)
            .withCaptions(
                List.of(
                    new Caption(CaptionKind.ALT, "Red mill on a river", "en", 1),
                    new Caption(CaptionKind.OCR, "OPEN", "en", 1)));
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("question", "What colour?");
    metadata.put("answer", "red");
    write(folder, MIXED, List.of(pair.withMetadata(metadata)));
    List<String> lines = Files.readAllLines(folder.resolve("shards/00003.jsonl"));
    JsonMapper mapper = new JsonMapper();
    List<String> tasks = new ArrayList<>();
    for (String line : lines) {
      JsonNode example = mapper.readTree(line);
      tasks.add(example.path("task").asText());
      assertThat(example.path("image").asText()).isEqualTo("000030000.png");
    }
    assertThat(tasks).containsExactly("split_cap", "ocr", "vqa", "vqg");
    JsonNode split = mapper.readTree(lines.get(0));
    String input = split.path("input").asText();
    assertThat(input).startsWith("Generate the alt_text in en at ");
    String begun = input.substring(input.indexOf(": ") + 2);
    assertThat(begun + ' ' + split.path("target").asText()).isEqualTo("Red mill on a river");
    assertThat(lines.get(1)).contains("\"input\":\"Generate the ocr_text in en:\"");
    assertThat(lines.get(2)).contains("\"input\":\"Answer in EN: What colour?\"");
    assertThat(lines.get(3)).contains("\"input\":\"Generate a question in en for red:\"");
  }

  @Test
  void parquetHoldsImages() throws IOException {
    List<ImageTextPair> pairs = Pairs.pairs(30);
    String path = Shards.imageParquetPath(0, 1);
    LocalFile target = root(folder).file(path);
    ShardInfo info;
    try (ImageParquetWriter writer = ImageParquetWriter.open(target, path)) {
      for (ImageTextPair pair : pairs) {
        writer.write(pair);
      }
      info = writer.finish();
    }
    assertThat(info.records()).isEqualTo(30);
    same(read(folder, path), pairs);
  }

  @Test
  void truncatedTarsAreErrors() throws IOException {
    write(folder, MIXED, Pairs.pairs(2));
    byte[] whole = Files.readAllBytes(folder.resolve("shards/00003.tar"));
    int end = whole.length;
    while (whole[end - 1] == 0) {
      end--;
    }
    // any cut before the end of the last member's block is an error
    int lastBlock = (end + 511) / 512 * 512;
    for (int length = 1; length <= lastBlock; length += 7) {
      Files.write(folder.resolve("shards/cut.tar"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(folder, "shards/cut.tar"))
          .as("cut at %d", length)
          .isInstanceOf(IOException.class);
    }
  }
}
