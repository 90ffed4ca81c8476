package io.millrace.shards.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.shards.file.LocalFile;
import io.millrace.shards.file.LocalFolder;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.parquet.ParquetRows;
import io.millrace.shards.verdict.ChoiceReader;
import io.millrace.shards.verdict.ChoiceRow;
import io.millrace.shards.verdict.ChoiceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoiceFilesTest {

  private static final String PATH = Shards.choicesPath(0, 2);

  @TempDir private Path folder;

  /** Even ids are in shard 0 of 2. */
  private static String id(int number) {
    return String.format(Locale.ROOT, "%032x", number);
  }

  private static ChoiceRow row(String id, String style, int passage, String reason) {
    return new ChoiceRow(
        id,
        passage,
        "de",
        .25,
        "route-1",
        style,
        "m",
        "ab",
        .5,
        "rephrased",
        reason.isEmpty(),
        reason,
        100,
        50,
        2.5e-4);
  }

  private static List<ChoiceRow> rows() {
    return List.of(
        row(id(2), "qa", 0, ""),
        row(id(2), "qa", 1, "copied"),
        row(id(2), "easy", 0, ""),
        row(id(4), "easy", 3, "refusal"),
        new ChoiceRow(
            id(6),
            ChoiceRow.NO_PASSAGE,
            "de",
            Double.NaN,
            "default",
            "easy",
            "m",
            "ab",
            1,
            "too_short",
            false,
            "too_short",
            0,
            0,
            0));
  }

  private ShardInfo write(List<ChoiceRow> rows) throws IOException {
    Files.createDirectories(folder.resolve(Shards.CHOICES));
    LocalFile file = new LocalFile(folder.resolve(PATH));
    try (ChoiceWriter writer = ChoiceWriter.open(file, PATH, 3)) {
      for (ChoiceRow row : rows) {
        writer.write(row);
      }
      return writer.finish();
    }
  }

  @Test
  void writtenChoicesReadBackWithEqualBytes() throws IOException {
    ShardInfo written = write(rows());
    List<ChoiceRow> back = new ArrayList<>();
    try (ParquetRows<ChoiceRow> reader = ChoiceReader.open(new LocalFile(folder.resolve(PATH)))) {
      for (Optional<ChoiceRow> row = reader.next(); row.isPresent(); row = reader.next()) {
        back.add(row.get());
      }
    }
    assertThat(back).isEqualTo(rows());
    assertThat(written.records()).isEqualTo(5);
    assertThat(write(rows())).isEqualTo(written);
    Files.write(folder.resolve(PATH), new byte[] {'P', 'A', 'R', '1'});
    assertThatThrownBy(() -> ChoiceReader.open(new LocalFile(folder.resolve(PATH))).next())
        .isInstanceOf(IOException.class);
  }

  private List<String> problems(List<ChoiceRow> rows, Manifest.Rephrase counts) throws IOException {
    List<String> found = new ArrayList<>();
    ChoiceCheck check =
        new ChoiceCheck(
            new LocalFolder(folder), (path, problem) -> found.add(path + ": " + problem));
    assertThat(check.read(write(rows))).contains((long) rows.size());
    check.compare(counts);
    return found;
  }

  private static Manifest.Rephrase counts(long passages, long passed, Map<String, Long> failed) {
    return new Manifest.Rephrase(
        "m",
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        new TreeMap<>(),
        passages,
        passed,
        new TreeMap<>(failed),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        List.of());
  }

  @Test
  void choicesThatAgreeWithTheManifestAreSound() throws IOException {
    assertThat(problems(rows(), counts(4, 2, Map.of("copied", 1L, "refusal", 1L)))).isEmpty();
  }

  @Test
  void errorsInChoicesAreFound() throws IOException {
    Manifest.Rephrase counts = counts(4, 2, Map.of("copied", 1L, "refusal", 1L));
    assertThat(problems(rows().subList(0, 4), counts(5, 1, Map.of("copied", 2L))))
        .containsExactly(
            "choices: passages are 4, must be 5",
            "choices: passed are 2, must be 1",
            "choices: reasons are {copied=1, refusal=1}, must be {copied=2}");
    List<ChoiceRow> swapped = IntStream.of(1, 0, 2, 3, 4).mapToObj(i -> rows().get(i)).toList();
    assertThat(problems(swapped, counts))
        .containsExactly(PATH + ": row 2: id " + id(2) + " is out of order or comes again");
    List<ChoiceRow> backwards = IntStream.of(3, 0, 1, 2, 4).mapToObj(i -> rows().get(i)).toList();
    assertThat(problems(backwards, counts))
        .containsExactly(PATH + ": row 2: id " + id(2) + " is out of order or comes again");
    List<ChoiceRow> elsewhere = new ArrayList<>(rows());
    elsewhere.set(3, row(id(5), "easy", 3, "refusal"));
    assertThat(problems(elsewhere, counts))
        .containsExactly(PATH + ": row 4: id " + id(5) + " belongs to another file");
  }
}
