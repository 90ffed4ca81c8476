package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.files.BeamFile;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.FaultPlan;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.verdict.VerdictReader;
import io.millrace.shards.verdict.VerdictRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that rephrases is killed by SIGKILL and resumed: it pays for no answer twice. */
class RephraseResumeIT {

  /** Parallel requests, which a kill can lose. */
  private static final int IN_FLIGHT = 2;

  @TempDir private Path folder;

  /** Reverses the order of sentences. */
  private static String answer(String message) {
    String passage =
        message.substring(
            message.lastIndexOf("<text>") + "<text>".length(), message.lastIndexOf("</text>"));
    List<String> sentences = new ArrayList<>(List.of(passage.strip().split("(?<=\\.)\\s+")));
    Collections.reverse(sentences);
    return String.join(" ", sentences);
  }

  private Path recipe(FakeLlmServer server) throws IOException {
    Path input = Files.createDirectories(folder.resolve("in")).resolve("a.jsonl");
    Files.write(input, MadeText.lines(150, 3), StandardCharsets.UTF_8);
    return Files.writeString(
        folder.resolve("r.yaml"),
        """
        inputs: [jsonl: 'INPUT']
        stages:
          - rephrase:
              model: m
              server: {endpoints: ['ENDPOINT'], concurrency: {start: 2, max: 2}}
              language_model: ''
              open_documents: 4
              gates:
                rewrite: {max_ngram_overlap: 1, max_copied_run: 1, min_name_recall: 0, min_name_precision: 0}
                max_repeated_ngrams: 1
                max_repeated_lines: 1
        output: {shards: 4}
        tolerance: .1
        """
            .replace("INPUT", input.toString())
            .replace("ENDPOINT", server.endpoint()));
  }

  private static List<String> command(Path recipe, Path output, Path cache, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("run", recipe.toString(), "--output", output.toString()));
    command.addAll(List.of("--set", "stages.rephrase.cache=sqlite:" + cache));
    command.addAll(List.of(more));
    return command;
  }

  @Test
  void resumedRunPaysOnceAndWritesTheSameBytes() throws IOException, InterruptedException {
    try (FakeLlmServer server = FakeLlmServer.answering(FaultPlan.NONE, RephraseResumeIT::answer)) {
      Path recipe = recipe(server);
      Path calm = folder.resolve("calm");
      Cli.done(command(recipe, calm, folder.resolve("calm.db")).toArray(new String[0]));
      long all = server.requests();
      assertThat(all).isGreaterThan(50);

      Path output = folder.resolve("killed");
      Path cache = folder.resolve("killed.db");
      int kills = 0;
      for (long share : new long[] {5, 2}) {
        long until = all + all / share;
        List<String> command =
            kills == 0
                ? command(recipe, output, cache)
                : command(recipe, output, cache, "--resume");
        try (ChildJvm child = ChildJvm.start(folder.resolve("log"), Map.of(), command)) {
          assertThat(child.killAt(() -> server.requests() >= until)).isEqualTo(ChildJvm.KILLED);
        }
        kills++;
      }
      String end =
          Cli.done(command(recipe, output, cache, "--resume").toArray(new String[0])).err();
      assertThat(end).contains("rephrase: ");
      assertThat(server.requests() - all).isBetween(all, all + (long) kills * IN_FLIGHT);
      // compare rows first: they show the difference
      assertThat(verdicts(output)).isEqualTo(verdicts(calm));
      for (String set : List.of("shards", "rejected", "verdicts", "choices")) {
        assertThat(MadeText.hashes(output.resolve(set)))
            .as(set)
            .isEqualTo(MadeText.hashes(calm.resolve(set)));
      }
      assertThat(Cli.done("shards", "verify", output.toString()).out()).startsWith("sound: ");
    }
  }

  private static List<VerdictRow> verdicts(Path output) throws IOException {
    List<VerdictRow> rows = new ArrayList<>();
    for (ShardInfo file : FinishedOutput.open(output.toString()).manifest().verdicts()) {
      try (VerdictReader reader =
          VerdictReader.open(BeamFile.at(output.resolve(file.path()).toString()))) {
        for (Optional<VerdictRow> row = reader.next(); row.isPresent(); row = reader.next()) {
          rows.add(row.get());
        }
      }
    }
    return rows;
  }
}
