package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import io.millrace.corpus.RecordId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on a finished run: explain, shards list, cat and verify. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FinishedRunIT {

  private static final int DOCUMENTS = 150;
  private static final Pattern URL = Pattern.compile("\"url\":\\s*\"([^\"]+)\"");

  private Path output;
  private List<String> lines;

  @BeforeAll
  void runOnce(@TempDir Path folder) throws IOException {
    lines = new ArrayList<>(MadeText.lines(DOCUMENTS, 3));
    lines.add(lines.get(0));
    Path input = Files.write(folder.resolve("in.jsonl"), lines, StandardCharsets.UTF_8);
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            """
            inputs: [jsonl: 'IN']
            stages: [gopher-repetition, gopher-quality, c4, dedup-url, dedup-exact, dedup-minhash]
            output: {shards: 3, mix: {languages: {en: 2.5, de: .3}}}
            tolerance: .1
            """
                .replace("IN", input.toString()));
    output = folder.resolve("out");
    Cli.done("run", recipe.toString(), "--output", output.toString(), "--parallelism", "2");
  }

  private Cli explain(String option, String key) {
    return Cli.run("explain", output.toString(), option, key);
  }

  @Test
  void everyRecordIsExplainedByItsId() {
    Set<String> verdicts = new TreeSet<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      String id = RecordId.ofOwn("doc-" + i);
      Cli explained = explain("--id", id);
      assertThat(explained.code()).as(explained.err()).isZero();
      assertThat(explained.out()).startsWith("id        " + id + "\n");
      Matcher verdict = Pattern.compile("(?m)^verdict   (.*)$").matcher(explained.out());
      assertThat(verdict.find()).isTrue();
      verdicts.add(verdict.group(1).replaceFirst("[ ,(]*(written|\\(| of ).*", "").strip());
      assertThat(explained.out()).contains("gopher-repetition\n");
    }
    assertThat(verdicts)
        .contains(
            "kept",
            "dropped by gopher-repetition: top_2_gram",
            "dropped by c4: c4_too_few_sentences",
            "dropped by dedup-url: duplicate_url",
            "dropped by dedup-exact: duplicate_text",
            "dropped by dedup-minhash: near_duplicate",
            "dropped by mix: sampled_out");
  }

  @Test
  void recordIsExplainedByAPrefixOfItsIdWithItsText() {
    String id = RecordId.ofOwn("doc-7");
    Cli explained = explain("--id", id.substring(0, 12));
    assertThat(explained.out()).startsWith("id        " + id + "\n").contains("\ntext\n  ");
    String whole = Cli.done("explain", output.toString(), "--id", id, "--full-text").out();
    assertThat(whole).hasSizeGreaterThanOrEqualTo(explained.out().length());
    assertThat(lines.get(7))
        .contains(whole.substring(whole.indexOf("\ntext\n  ") + 8).split("\n")[0]);

    Cli many = explain("--id", id.substring(0, 1));
    assertThat(many.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(many.err().lines().findFirst().orElseThrow())
        .matches("millrace: .* records have an id that begins with " + id.charAt(0) + ":");
    assertThat(many.err().lines().skip(1).filter(line -> line.matches("  [0-9a-f]{32}")))
        .hasSizeBetween(2, 10)
        .isSorted();
    assertThat(explain("--id", "zz").err()).contains("has this id").hasLineCount(1);
  }

  @Test
  void recordIsExplainedWithoutTheFilesOfItsRun(@TempDir Path scratch) throws IOException {
    Path lists = Files.createDirectories(scratch.resolve("lists/ads"));
    Path domains = Files.writeString(lists.resolve("domains"), "ads.example\n");
    Path input = Files.write(scratch.resolve("in.jsonl"), lines, StandardCharsets.UTF_8);
    Path recipe =
        Files.writeString(
            scratch.resolve("r.yaml"),
            "inputs: [jsonl: '"
                + input
                + "']\nstages: [url-filter: {lists: '"
                + lists.getParent()
                + "'}, gopher-quality]\ntolerance: .1\n");
    String out = scratch.resolve("out").toString();
    Cli.done("run", recipe.toString(), "--output", out, "--runner", "direct");
    Files.delete(domains);
    Files.delete(lists);
    Files.delete(lists.getParent());
    String explained = Cli.done("explain", out, "--id", RecordId.ofOwn("doc-7")).out();
    assertThat(explained)
        .containsPattern("url-filter\n  thresholds unknown: .*lists.*\n  domain_listed +0\n")
        .containsPattern("\n  words +\\d+   >= 50 ");
  }

  /** A local output does not load the clients of object stores, which takes a second. */
  @Test
  void explainOfALocalOutputLoadsNoObjectStore(@TempDir Path scratch) throws Exception {
    Path log = scratch.resolve("log");
    try (ChildJvm child =
        ChildJvm.start(
            log,
            Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + scratch.resolve("classes")),
            List.of("explain", output.toString(), "--id", RecordId.ofOwn("doc-7")))) {
      assertThat(child.end()).as(child.said()).isZero();
    }
    try (Stream<String> classes = Files.lines(scratch.resolve("classes"))) {
      assertThat(classes.filter(line -> line.contains("software.amazon.awssdk"))).isEmpty();
    }
  }

  @Test
  void duplicateRecordHasTwoVerdicts() {
    String explained = explain("--id", RecordId.ofOwn("doc-0")).out();
    assertThat(explained.split("\nverdict ", -1)).hasSize(3);
    assertThat(explained).contains("dropped by read: duplicate_id");
  }

  @Test
  void everyRecordIsExplainedByItsUrl() {
    for (String line : lines.subList(0, 40)) {
      Matcher url = URL.matcher(line);
      assertThat(url.find()).isTrue();
      assertThat(explain("--url", url.group(1)).out()).contains("url       " + url.group(1) + "\n");
    }
    Cli failed = explain("--id", RecordId.ofOwn("no text"));
    assertThat(failed.out()).contains("verdict   failed by read: missing_text", "detail    ");
    Cli unknown = explain("--url", "https://example.org/unknown");
    assertThat(unknown.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(unknown.err()).contains("has this URL").hasLineCount(1);
  }

  @Test
  void catPrintsWhatListCounts() {
    long listed = 0;
    for (String line : Cli.done("shards", "list", output.toString()).out().lines().toList()) {
      listed += Long.parseLong(line.split("\t")[0]);
    }
    List<String> printed = Cli.done("shards", "cat", output.toString()).out().lines().toList();
    assertThat(printed).hasSize((int) listed).hasSizeGreaterThan(40);
    assertThat(printed).allMatch(line -> line.startsWith("{\"id\":\"") && line.endsWith("}"));
    long german =
        Cli.done("shards", "cat", output.toString(), "--language", "de").out().lines().count();
    assertThat(german).isBetween(2L, listed / 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shards/.*",
        "rejected/.*",
        "verdicts/.*",
        "manifest.json",
        "report.html",
        "report.json",
        "_SUCCESS"
      })
  void verifyFindsAFlippedBitAndAMissingFile(String kind) throws IOException {
    Random random = new Random(kind.length());
    Path file = files(kind).get(0);
    byte[] bytes = Files.readAllBytes(file);
    for (int flip = 0; flip < 4; flip++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertNotSound(file);
    }
    Files.delete(file);
    assertNotSound(file);
    Files.write(file, bytes);
    Cli sound = Cli.done("shards", "verify", output.toString());
    assertThat(sound.out()).matches("sound: \\d+ files, \\d+ documents\n");
  }

  private List<Path> files(String kind) throws IOException {
    try (Stream<Path> all = Files.walk(output)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> output.relativize(file).toString().matches(kind))
          .sorted()
          .toList();
    }
  }

  private void assertNotSound(Path file) {
    Cli verified = Cli.run("shards", "verify", output.toString());
    assertThat(verified.code()).isEqualTo(ExitCode.BAD_INPUT);
    if (!file.endsWith("_SUCCESS")) {
      assertThat(verified.out()).contains(output.relativize(file) + ": ");
    }
    assertThat(verified.out()).containsPattern("\\d+ problems?\n$");
    assertThat(verified.err()).isEmpty();
  }
}
