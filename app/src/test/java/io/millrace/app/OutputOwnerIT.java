package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs never write to one output. */
class OutputOwnerIT {

  @TempDir private Path folder;

  private Path recipe(String name, int seed) throws IOException {
    Path input = folder.resolve(name + ".jsonl");
    Files.write(input, MadeText.lines(400, seed), StandardCharsets.UTF_8);
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        inputs: [jsonl: 'IN']
        stages: [gopher-repetition, gopher-quality, c4, dedup-exact]
        output: {shards: 256}
        tolerance: .1
        """
            .replace("IN", input.toString()));
  }

  private static String[] command(Path recipe, Path output, String... more) {
    List<String> command =
        Stream.concat(
                Stream.of("run", recipe.toString(), "--output", output.toString()),
                Stream.concat(Stream.of("--parallelism", "1"), Stream.of(more)))
            .toList();
    return command.toArray(new String[0]);
  }

  private static long summaries(Path output) throws IOException {
    try (Stream<Path> files = Files.list(output.resolve(".work"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("summary-")).count();
    } catch (java.nio.file.NoSuchFileException notYet) {
      return 0;
    }
  }

  @Test
  void pausedRunKeepsItsOutputAndStopsAfterATakeover() throws Exception {
    Path first = recipe("first", 11);
    Path second = recipe("second", 12);
    Path output = folder.resolve("out");
    Path calm = folder.resolve("calm");
    Path log = folder.resolve("child.log");
    try (ChildJvm child = ChildJvm.start(log, Map.of(), List.of(command(first, output)))) {
      child.pauseAt(() -> summaries(output) > 1);
      assertThat(output.resolve("_SUCCESS")).doesNotExist();
      for (String how : List.of("--overwrite", "--resume")) {
        Cli refused = Cli.run(command(second, output, how));
        assertThat(refused.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(refused.err())
            .contains(output + " is in use by a run (process " + child.pid() + " on ")
            .contains("stop it (kill " + child.pid() + ")")
            .hasLineCount(1);
      }
      // a user can always delete the lock
      delete(output);
      Cli.done(command(second, output));
      child.goOn();
      assertThat(child.end()).isEqualTo(ExitCode.OUTSIDE_FAILED);
      assertThat(child.said().lines().filter(line -> line.contains("this run stops")))
          .as(child.said())
          .hasSize(1);
    }
    Cli.done(command(second, calm));
    for (String each : List.of("shards", "rejected", "verdicts", "manifest.json")) {
      assertThat(MadeText.hashes(output.resolve(each)))
          .isEqualTo(MadeText.hashes(calm.resolve(each)));
    }
    assertThat(Cli.done("shards", "verify", output.toString()).out()).startsWith("sound: ");
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
