package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import io.millrace.app.report.Report;
import io.millrace.app.report.ReportData;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takedowns from outputs of small runs. */
class TakedownCommandIT {

  @TempDir private Path folder;

  private Path run(String name, String yaml) throws IOException {
    Path recipe = Files.writeString(folder.resolve(name + ".yaml"), yaml);
    Path output = folder.resolve(name);
    Cli.done("run", recipe.toString(), "--output", output.toString(), "--parallelism", "1");
    return output;
  }

  private static String id(Path output, String words) {
    List<String> found =
        Cli.done("shards", "cat", output.toString())
            .out()
            .lines()
            .filter(line -> line.contains(words))
            .map(line -> line.replaceFirst(".*?\"id\":\"([0-9a-f]{32})\".*", "$1"))
            .toList();
    assertThat(found).isNotEmpty();
    return found.get(0);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  @Test
  void textsAreRemovedFromShardsRejectsAndReports() throws IOException {
    Path input = Files.write(folder.resolve("in.jsonl"), MadeText.lines(120, 3));
    Path output =
        run(
            "texts",
            """
            inputs: [jsonl: 'IN']
            stages: [gopher-repetition, c4, dedup-exact, dedup-minhash]
            output: {shards: 2}
            tolerance: .1
            """
                .replace("IN", input.toString()));
    ReportData before = Report.read(Files.readAllBytes(output.resolve("report.json")));
    String shown =
        before.reasons().stream()
            .filter(reason -> reason.stage().equals("gopher-repetition"))
            .flatMap(reason -> reason.examples().stream())
            .findFirst()
            .orElseThrow()
            .id();
    String kept = id(output, "\"id\"");
    Path ids = file("ids", kept + "\n{\"id\":\"" + shown + "\"}\n\n");
    String[] command = {
      "takedown", "--ids", ids.toString(), "--date", "2026-01-31", output.toString()
    };
    Cli dry = Cli.done("takedown", "--dry-run", "--ids", ids.toString(), output.toString());
    assertThat(dry.out()).contains("would take out 1 documents");
    assertThat(Cli.done("shards", "cat", output.toString()).out()).contains(kept);
    Cli taken = Cli.done(command);
    assertThat(taken.out())
        .contains("took out 1 documents and pairs, 0 rephrasings; emptied ")
        .containsPattern(
            "shards/\\w+/part-0000\\d-of-00002.jsonl.zst\n  before  [0-9a-f]{64}  \\d+ records\n"
                + "  after   [0-9a-f]{64}  \\d+ records\n")
        .containsPattern("rejected/takedown/part-0000\\d-of-00002.jsonl.zst\n  before  -\n");
    assertThat(Cli.done("shards", "verify", output.toString()).out()).startsWith("sound: ");
    assertThat(Cli.done("shards", "cat", output.toString()).out()).doesNotContain(kept);
    ReportData after = Report.read(Files.readAllBytes(output.resolve("report.json")));
    assertThat(after.reasons())
        .flatMap(ReportData.Reason::examples)
        .noneMatch(example -> example.id().equals(shown));
    assertThat(Files.readString(output.resolve("report.html"))).doesNotContain(shown);
    assertThat(after.stages()).hasSize(before.stages().size() + 1);
    assertThat(Cli.done("explain", output.toString(), "--id", kept).out())
        .contains("verdict   dropped by takedown: taken_down");
    assertThat(Cli.done(command).out()).startsWith("took out 0 documents");
    String nowhere = "https://none.example/";
    assertThat(Cli.done("takedown", "--url-prefix", nowhere, output.toString()).err())
        .contains("nothing matches --url-prefix or --near");
    unknownIdsAreNamed(output);
    unfinishedRunIsNotChanged(output);
  }

  private void unknownIdsAreNamed(Path output) throws IOException {
    String known = id(output, "\"id\"");
    Path ids = file("unknown", known + "\n" + "0".repeat(32) + "\n<urn:uuid:none>\n");
    for (String dry : List.of("--dry-run", "--date=2026-01-31")) {
      Cli ran = Cli.run("takedown", dry, "--ids", ids.toString(), output.toString());
      assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(ran.out()).contains(" 1 documents and pairs");
      assertThat(ran.err().lines())
          .containsExactlyInAnyOrder(
              "millrace: no record of these outputs has the id " + "0".repeat(32),
              "millrace: no record of these outputs has the id <urn:uuid:none>");
    }
    assertThat(Cli.done("shards", "cat", output.toString()).out()).doesNotContain(known);
    assertThat(Cli.done("shards", "verify", output.toString()).out()).startsWith("sound: ");
  }

  private void unfinishedRunIsNotChanged(Path output) throws IOException {
    Files.delete(output.resolve("_SUCCESS"));
    var before = MadeText.hashes(output);
    String known = id(output, "\"id\"");
    assertUse(
        "holds an unfinished run; finish it with --resume first",
        "takedown",
        "--ids",
        file("known", known).toString(),
        output.toString());
    assertThat(MadeText.hashes(output)).isEqualTo(before);
  }

  @Test
  void uriOfARecordMayHaveAngleBrackets() throws IOException {
    Path input =
        file(
            "urn.jsonl",
            "{\"id\":\"<urn:uuid:1>\",\"text\":\"One text.\"}\n"
                + "{\"id\":\"urn:uuid:2\",\"text\":\"Another text.\"}\n");
    Path output = run("urn", "inputs: [jsonl: '" + input + "']\nstages: []\noutput: {shards: 1}\n");
    for (String given : List.of("urn:uuid:1", "<urn:uuid:1>", "urn:uuid:2", "<urn:uuid:2>")) {
      assertThat(Cli.done("explain", output.toString(), "--id", given).out()).contains("kept");
    }
    Path ids = file("urns", "urn:uuid:1\n{\"id\":\"<urn:uuid:2>\"}\n");
    Cli taken = Cli.done("takedown", "--ids", ids.toString(), output.toString());
    assertThat(taken.out()).contains("took out 2 documents");
  }

  @Test
  void documentsOfAnIndexAreDuplicatesUntilTheTakedown() throws IOException {
    List<String> lines = MadeText.lines(60, 3);
    Path input = Files.write(folder.resolve("in.jsonl"), lines);
    Path index = folder.resolve("index");
    String recipe =
        """
        inputs: [jsonl: 'IN']
        stages: [dedup-minhash: {index: 'INDEX'}]
        output: {shards: 2}
        tolerance: .2
        """
            .replace("IN'", input + "'")
            .replace("INDEX", index.toString());
    Path first = run("first", recipe);
    Cli built = Cli.done("index", "build", "--index", index.toString(), first.toString());
    assertThat(built.out()).containsPattern("\\d+ documents in 1 segments, \\d+ bytes\n");
    Path again = run("again", recipe);
    assertThat(MadeText.hashes(again.resolve("shards")))
        .isEqualTo(MadeText.hashes(first.resolve("shards")));
    List<String> others =
        lines.stream().map(line -> line.replace("\"id\":\"doc-", "\"id\":\"other-")).toList();
    Files.write(input, others);
    Path none = run("none", recipe);
    assertThat(Cli.done("shards", "cat", none.toString()).out()).isEmpty();
    String victim = id(first, "\"id\"");
    Cli.done(
        "takedown",
        "--ids",
        file("ids", victim).toString(),
        "--index",
        index.toString(),
        first.toString());
    Path one = run("one", recipe);
    assertThat(Cli.done("shards", "cat", one.toString()).out().lines()).hasSizeBetween(1, 3);
    Cli compacted = Cli.done("index", "compact", "--index", index.toString(), first.toString());
    assertThat(compacted.out()).contains(" documents in 1 segments, ");
    Path same = run("same", recipe);
    assertThat(MadeText.hashes(same.resolve("shards")))
        .isEqualTo(MadeText.hashes(one.resolve("shards")));
  }

  @Test
  void takedownOfPairsEqualsARunWithoutThem() throws IOException {
    for (String format : List.of("webdataset", "parquet")) {
      Path all = pictures("all-" + format, -1);
      Path fewer = pictures("fewer-" + format, 3);
      Path output = images(format, all);
      Path reference = images(format + "-reference", fewer);
      String victim = id(output, "a picture of number 3 ");
      Cli.done("takedown", "--ids", file("id", victim).toString(), output.toString());
      assertThat(MadeText.hashes(output.resolve("shards")))
          .isEqualTo(MadeText.hashes(reference.resolve("shards")));
      assertThat(Cli.done("shards", "verify", output.toString()).out()).startsWith("sound: ");
      assertThat(Files.readString(output.resolve("tombstones.jsonl")))
          .matches("\\{\"id\":\"" + victim + "\",\"kind\":\"pair\",\"reason\":\"id\",.*\n");
    }
  }

  private Path images(String name, Path pictures) throws IOException {
    return run(
        "out-" + name,
        """
        inputs: [image-folder: {paths: ['IN/*'], language: en}]
        stages: [image-decode]
        output: {format: FORMAT, shards: 2, webdataset: {max_samples: 3, mixture: true}}
        """
            .replace("IN", pictures.toString())
            .replace("FORMAT", name.replace("-reference", "")));
  }

  private Path pictures(String name, int left) throws IOException {
    // the same folder name each time, because ids may depend on it
    Path pictures = Files.createDirectories(folder.resolve(name).resolve("p"));
    for (int number = 0; number < 14; number++) {
      if (number != left) {
        picture(pictures, number);
      }
    }
    return pictures;
  }

  private static void picture(Path pictures, int number) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 64; x++) {
      for (int y = 0; y < 48; y++) {
        image.setRGB(x, y, new Color(x * 4, y * 5, (number * 17 + x * y) % 256).getRGB());
      }
    }
    ImageIO.write(image, "png", pictures.resolve("p" + number + ".png").toFile());
    Files.writeString(
        pictures.resolve("p" + number + ".txt"), "a picture of number " + number + " in a row");
  }

  @Test
  void wrongUsesAreReported() throws IOException {
    assertUse("missing what to remove", "takedown", "out");
    assertUse("--date is '31.1.'", "takedown", "--url-prefix", "a.b", "--date", "31.1.", "out");
    assertUse("'/a' names no host", "takedown", "--url-prefix", "/a", folder.toString());
    Path ids = file("ids", "\nnone\n");
    assertUse("ids:2: 'none' is neither an id", "takedown", "--ids", ids.toString(), "out");
    assertUse("no manifest.json", "takedown", "--url-prefix", "a.b", folder.toString());
  }

  private static void assertUse(String message, String... command) {
    Cli ran = Cli.run(command);
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
    Matcher said = Pattern.compile(Pattern.quote(message)).matcher(ran.err());
    assertThat(said.find()).as(ran.err()).isTrue();
  }
}
