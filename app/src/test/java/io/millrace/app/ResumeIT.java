package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed and resumed several times writes the same bytes as an undisturbed run. */
class ResumeIT {

  private static final int SHARDS = 16;

  @TempDir private Path folder;

  private Path recipe;
  private Path input;

  @BeforeEach
  void makeInput() throws IOException {
    input = Files.createDirectories(folder.resolve("in"));
    List<String> lines = MadeText.lines(500, 11);
    for (int file = 0; file < 5; file++) {
      Files.write(
          input.resolve("part-" + file + ".jsonl"),
          lines.subList(file * 100, file == 4 ? lines.size() : file * 100 + 100),
          StandardCharsets.UTF_8);
    }
    recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            """
            inputs: [jsonl: 'DIR/*.jsonl']
            stages: [gopher-repetition, gopher-quality, c4, dedup-url, dedup-exact, dedup-minhash, pii]
            output: {shards: 16}
            tolerance: .1
            """
                .replace("DIR", input.toString()));
  }

  private List<String> command(Path output, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("run", recipe.toString(), "--output", output.toString()));
    command.addAll(List.of("--parallelism", "2"));
    command.addAll(List.of(more));
    return command;
  }

  private int kill(Path output, ChildJvm.Moment moment) throws IOException, InterruptedException {
    Path log = folder.resolve("child.log");
    boolean begun = Files.exists(output);
    List<String> command = begun ? command(output, "--resume") : command(output);
    try (ChildJvm child = ChildJvm.start(log, Map.of(), command)) {
      return child.killAt(moment);
    }
  }

  private static long summaries(Path output) throws IOException {
    return count(output.resolve(".work"), "summary-\\d+\\.json");
  }

  private static long count(Path folder, String pattern) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).count();
    }
  }

  @Test
  void runResumedAfterSixKillsWritesTheSameBytes() throws IOException, InterruptedException {
    Path calm = folder.resolve("calm");
    Cli.done(command(calm).toArray(new String[0]));
    Path output = folder.resolve("killed");
    Path work = output.resolve(".work");

    assertThat(kill(output, () -> Files.exists(work.resolve("run.json")))).isEqualTo(137);
    refusesOtherResumes(output);
    assertThat(kill(output, () -> count(work.resolve("tmp"), ".*") > 0)).isEqualTo(137);
    assertThat(kill(output, () -> summaries(output) > 0)).isEqualTo(137);
    long some = summaries(output) + 1 + new Random(5).nextInt(4);
    assertThat(kill(output, () -> summaries(output) >= some)).isEqualTo(137);
    assertThat(summaries(output)).isBetween(some, SHARDS - 1L);
    assertThat(kill(output, () -> summaries(output) == SHARDS)).isEqualTo(137);
    assertThat(output.resolve("_SUCCESS")).doesNotExist();
    // the report is being written; if the run has finished, there is nothing to resume
    int last = kill(output, () -> Files.exists(output.resolve("manifest.json")));
    if (last == ChildJvm.KILLED && Files.exists(work.resolve("run.json"))) {
      Cli.done(command(output, "--resume").toArray(new String[0]));
    }

    assertSame(calm, output);
    Cli again = Cli.run(command(output, "--resume"));
    assertThat(again.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(again.err()).contains("holds a finished run; --overwrite replaces it");
  }

  private static void assertSame(Path calm, Path output) throws IOException {
    for (String set : List.of("shards", "rejected", "verdicts", "manifest.json")) {
      assertThat(MadeText.hashes(output.resolve(set)))
          .as(set)
          .isEqualTo(MadeText.hashes(calm.resolve(set)));
    }
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "_SUCCESS",
              "manifest.json",
              "rejected",
              "report.html",
              "report.json",
              "shards",
              "verdicts");
    }
    assertThat(Cli.done("shards", "verify", output.toString()).out()).startsWith("sound: ");
  }

  private void refusesOtherResumes(Path output) throws IOException {
    var before = MadeText.hashes(output);
    // the lock of the killed run; a run that ends deletes its own
    assertThat(before.remove(".work/run.lock")).isNotNull();
    assertRefused(command(output), "holds an unfinished run; --resume continues it");
    assertRefused(
        command(output, "--resume", "--set", "output.shards=4"), "was started with another recipe");
    Path added = Files.writeString(input.resolve("z.jsonl"), "{\"text\": \"More.\"}\n");
    assertRefused(command(output, "--resume"), "was started with other input files");
    Files.delete(added);
    assertThat(MadeText.hashes(output)).isEqualTo(before);
  }

  private static void assertRefused(List<String> command, String message) {
    Cli ran = Cli.run(command);
    assertThat(ran.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.err()).contains(message).hasLineCount(1);
  }
}
