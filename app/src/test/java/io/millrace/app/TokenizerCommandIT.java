package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import io.millrace.shards.megatron.MegatronReader;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Trains a tokenizer on the shards of a run and encodes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenizerCommandIT {

  private Path folder;
  private Path output;
  private Path tokenizer;

  @BeforeAll
  void runOnce(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path input =
        Files.write(folder.resolve("in.jsonl"), MadeText.lines(120, 3), StandardCharsets.UTF_8);
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            "inputs: [jsonl: '" + input + "']\nstages: []\noutput: {shards: 2}\ntolerance: .1\n");
    output = folder.resolve("out");
    Cli.done("run", recipe.toString(), "--output", output.toString(), "--runner", "direct");
    tokenizer = folder.resolve("tokenizer.json");
    Cli trained = train(tokenizer);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out()).matches(tokenizer + "\t[0-9a-f]{64}\n");
    assertThat(trained.err()).contains(" MB of text, ").contains(" tokens; read in ");
  }

  private Cli train(Path file, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "tokenizer",
                "train",
                output.toString(),
                "--vocabulary",
                "400",
                "--output",
                file.toString()));
    arguments.addAll(List.of(more));
    return Cli.run(arguments);
  }

  @Test
  void equalShardsGiveEqualTokenizers() throws IOException {
    Path again = folder.resolve("again.json");
    assertThat(train(again).code()).isZero();
    assertThat(again).hasSameBinaryContentAs(tokenizer);
    assertThat(train(again).err())
        .isEqualTo("millrace: " + again + " already exists; replace it with --overwrite\n");
    assertThat(train(again, "--overwrite", "--temperature", "3").code()).isZero();
  }

  @Test
  void encodesForMegatron() throws IOException {
    Path to = folder.resolve("tokens");
    String[] encode = {
      "tokenizer",
      "encode",
      output.toString(),
      "--tokenizer",
      tokenizer.toString(),
      "--to",
      to.toString()
    };
    Cli encoded = Cli.done(encode);
    BpeTokenizer read = BpeTokenizer.read(tokenizer);
    long documents = 0;
    for (String line : encoded.out().split("\n")) {
      String[] fields = line.split("\t");
      long tokens = 0;
      try (MegatronReader reader = new MegatronReader(to.resolve("shards/" + fields[3] + ".bin"))) {
        assertThat(reader.size()).isEqualTo(Long.parseLong(fields[0]));
        for (int i = 0; i < reader.size(); i++) {
          int[] ids = reader.get(i);
          tokens += ids.length;
          assertThat(ids[ids.length - 1]).isEqualTo(read.endOfText());
        }
      }
      assertThat(tokens).isEqualTo(Long.parseLong(fields[1]));
      documents += Long.parseLong(fields[0]);
    }
    long listed =
        Cli.done("shards", "list", output.toString())
            .out()
            .lines()
            .mapToLong(line -> Long.parseLong(line.split("\t")[0]))
            .sum();
    assertThat(documents).isEqualTo(listed);
    assertThat(Cli.run(encode).err())
        .isEqualTo(
            "millrace: " + to + " already has a manifest.json; replace it with --overwrite\n");
  }

  @Test
  void fertility() {
    Cli counted =
        Cli.done(
            "tokenizer",
            "fertility",
            output.toString(),
            "--tokenizer",
            tokenizer.toString(),
            "--documents",
            "20");
    assertThat(counted.out().lines().findFirst())
        .hasValue("language\tdocuments\twords\ttokens\ttokens_per_word\tbytes_per_token");
    assertThat(counted.out().lines().skip(1))
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.matches("[a-z*]+\t\\d+\t\\d+\t\\d+\t\\d+\\.\\d{3}\t\\d+\\.\\d{3}"))
        .last()
        .asString()
        .startsWith("*\t");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Test
  void damagedShardsHaveExitStatus3() throws IOException {
    Path copy = folder.resolve("copy");
    copy(output, copy);
    Path shard;
    try (var files = Files.walk(copy.resolve("shards"))) {
      shard = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);
    Cli ran =
        Cli.run(
            "tokenizer",
            "train",
            copy.toString(),
            "--vocabulary",
            "400",
            "--output",
            folder.resolve("x.json").toString());
    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.err())
        .isEqualTo("millrace: " + shard + ": its sha256 is not that of the manifest\n");
    assertThat(folder.resolve("x.json")).doesNotExist();
  }
}
