package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.app.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong uses of other commands, and exit statuses other than 2. */
class OtherCommandsTest {

  @TempDir private Path folder;

  static Stream<Arguments> uses() {
    return Stream.of(
        arguments("", "Usage: millrace"),
        arguments("nocommand", "millrace: Unmatched argument at index 0: 'nocommand'"),
        arguments("run", "millrace: Missing required"),
        arguments("run DIR/none.yaml --output DIR/out", "DIR/none.yaml: there is no such file"),
        arguments("run DIR --output DIR/out", "DIR: this is a folder; a recipe is a file"),
        arguments("run DIR/latin1.yaml --output DIR/out", "DIR/latin1.yaml: not text in UTF-8"),
        arguments("run DIR/r.yaml", "millrace: Missing required option: '--output=DIR'"),
        arguments("check DIR/none.yaml", "DIR/none.yaml: there is no such file"),
        arguments("check DIR/r.yaml --set tolerance=9", "--set tolerance: 'tolerance' is 9;"),
        arguments(
            "calibrate DIR/r.yaml --output DIR/c", "millrace: DIR/r.yaml has no stage culturax"),
        arguments(
            "explain DIR/none --id 1", "millrace: DIR/none is not the output of a finished run"),
        arguments("explain DIR/none", "millrace: Missing required argument"),
        arguments("shards", "Usage: millrace shards"),
        arguments("shards list DIR/none", "millrace: DIR/none is not the output of a finished run"),
        arguments("shards cat DIR/none", "millrace: DIR/none is not the output of a finished run"),
        arguments("tokenizer", "Usage: millrace tokenizer"),
        arguments(
            "tokenizer train DIR/none --output DIR/t",
            "millrace: DIR/none is not the output of a finished run: no manifest.json"),
        arguments(
            "tokenizer train DIR/none --output DIR/t --vocabulary 9",
            "millrace: --vocabulary is 9; it must be between 261 and 1048576"),
        arguments(
            "tokenizer train DIR/none --output DIR/t --pattern words",
            "millrace: --pattern is 'words'; it must be one of with-marks, stable-lm-2, llama-3, gpt-2"),
        arguments(
            "tokenizer train DIR/none --output DIR/none/t",
            "millrace: DIR/none/t: there is no such folder"),
        arguments(
            "tokenizer encode DIR/none --tokenizer DIR/none --to DIR/t",
            "millrace: DIR/none is not the output of a finished run"),
        arguments(
            "tokenizer fertility DIR --tokenizer DIR/r.yaml --held-out 2",
            "millrace: --held-out is 2.0; it must be between 0 and 0.5"),
        arguments("langid --top 0", "millrace: --top is 0; it must be at least 1"),
        arguments(
            "langid --model DIR/none DIR/r.yaml", "millrace: DIR/none: there is no such file"),
        arguments(
            "langid --model DIR/r.yaml DIR/r.yaml", "millrace: DIR/r.yaml: not a fastText model"),
        arguments("extract DIR/none.html", "millrace: DIR/none.html: there is no such file"),
        arguments(
            "models fetch nosuch",
            "millrace: unknown model 'nosuch'; there are gemma-3-270m, lid.176, opennlp-langdetect,"
                + " qwen2.5-coder-0.5b-instruct, qwen2.5-coder-1.5b-instruct, smollm2-135m-instruct, tika-texts, udhr"),
        arguments(
            "serve DIR/r.yaml --output s3://mill/out --set windows.size=1h",
            "millrace: the embedded engine cannot write checkpoints to s3://mill/out.checkpoints;"
                + " name a folder on a disk with --checkpoints"),
        arguments(
            "tokenizer train s3://mill/out --output DIR/t",
            "millrace: s3:/mill/out is not on a local disk; copy it, since training reads local files"
                + " only"),
        arguments(
            "run DIR/r.yaml --output DIR/out --limit 0",
            "millrace: --limit is 0; it must be at least 1"),
        arguments(
            "run DIR/r.yaml --output DIR/out --limit 2000000",
            "millrace: --limit is 2000000; it must be between 1 and 1000000"),
        arguments(
            "run DIR/r.yaml --output DIR/out --sample 5",
            "millrace: --sample is 5.0; it must be above 0 and at most 1"),
        arguments("demo --parallelism none", "millrace: Invalid value for option '--parallelism'"));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void errorsAreReported(String line, String message) throws IOException {
    Files.writeString(folder.resolve("r.yaml"), "inputs: [text: r.yaml]\nstages: [c4]\n");
    Files.write(folder.resolve("latin1.yaml"), new byte[] {'n', ':', ' ', (byte) 0xfc});
    String[] arguments =
        line.isEmpty() ? new String[0] : line.replace("DIR", folder.toString()).split(" ");
    Cli ran = Cli.run(arguments);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().replace(folder.toString(), "DIR")).startsWith(message);
    assertThat(ran.err()).doesNotContain("\tat ", "Exception");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void badInputBeyondTheToleranceHasExitStatus3() throws IOException {
    Path input =
        Files.writeString(
            folder.resolve("in.jsonl"), "{\"text\": \"Yes.\"}\n{\n{\"body\": \"No.\"}\n");
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"), "inputs: [jsonl: '" + input + "']\nstages: []\n");
    String output = folder.resolve("out").toString();
    String[] run = {"run", recipe.toString(), "--output", output, "--runner", "direct"};
    Cli ran = Cli.run(run);
    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.err())
        .contains(
            "millrace: 2 of 3 records failed (most often missing_text, 1: no text in text, content),"
                + " more than the tolerance of 0.01 allows; see "
                + output
                + "/rejected and the report")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("out/_SUCCESS")).doesNotExist();
    String[] tolerant = Arrays.copyOf(run, run.length + 3);
    tolerant[run.length] = "--overwrite";
    tolerant[run.length + 1] = "--set";
    tolerant[run.length + 2] = "tolerance=.7";
    Cli.done(tolerant);
    assertThat(folder.resolve("out/_SUCCESS")).isNotEmptyFile();
  }

  /** On any machine, each line says what exists or what needs it. */
  @Test
  void doctorListsWhatExists() {
    assertThat(Cli.done("doctor").out().lines())
        .anyMatch(line -> line.startsWith("java         " + Runtime.version().feature()))
        .anyMatch(line -> line.matches("heap         \\d+ MB"))
        .anyMatch(line -> line.matches("model        lid\\.176 (in|not here yet).*"))
        .anyMatch(line -> line.matches("libjpeg      (libjpeg-turbo linked|not linked; .+)"))
        .anyMatch(line -> line.matches("tesseract    (found|not found; image-ocr needs it)"))
        .anyMatch(line -> line.matches("npm          (found|not found; not needed)"));
  }
}
