package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with a plugin on the embedded engine. */
class PluginRunIT {

  private static final String LONG = "one sentence of many words that goes on and on ".repeat(9);

  @TempDir private Path folder;

  @Test
  void pluginDropsWithItsReasonAndIsInTheManifest() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    PluginJars.example(plugins.resolve("words.jar"));
    Path input = folder.resolve("in.jsonl");
    Files.write(
        input,
        List.of(
            "{\"url\": \"https://a.example/short\", \"language\": \"en\", \"text\": \"Short. Also short.\"}",
            "{\"url\": \"https://a.example/long\", \"language\": \"en\", \"text\": \""
                + LONG
                + ".\"}"));
    Path recipe = folder.resolve("recipe.yaml");
    String yaml = "inputs: [jsonl: %s]\nstages: [sentence-length]\noutput: {shards: 1}\n";
    Files.writeString(recipe, yaml.replace("%s", input.toString()));
    Path output = folder.resolve("out");

    Cli.done(
        "run", recipe.toString(), "--output", output.toString(), "--plugins", plugins.toString());

    assertThat(output.resolve("manifest.json"))
        .content()
        .contains("\"sentences_too_long\" : 1", "\"file\" : \"words.jar\"");
    assertThat(output.resolve("report.json"))
        .content()
        .contains("\"sentences_too_long\"", "\"too many words a sentence\"");
    assertThat(output.resolve("rejected/sentence-length")).isNotEmptyDirectory();
    Cli dropped =
        Cli.done(
            "explain",
            output.toString(),
            "--url",
            "https://a.example/long",
            "--plugins=" + plugins);
    assertThat(dropped.out())
        .contains("dropped by sentence-length: sentences_too_long (mean_words 90, threshold 40)");
    assertThat(Cli.done("shards", "verify", output.toString()).code()).isEqualTo(ExitCode.DONE);
  }
}
