package io.millrace.app.train;

import io.millrace.app.cli.WrongUseException;
import io.millrace.corpus.config.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of a training. */
final class TrainOptions {

  @Parameters(paramLabel = "CONFIG", description = "A configuration in YAML.")
  private Path file;

  @Option(names = "--resume", description = "Continue from the last checkpoint in the output.")
  private boolean resume;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a setting, such as training.steps=200. Repeatable.")
  private List<String> sets = new ArrayList<>();

  boolean resume() {
    return resume;
  }

  <T extends Record> T settings(Class<T> type) throws IOException {
    return SettingsFile.read(file, type, "the training", sets);
  }

  /** Checks the settings that every training needs. */
  static void check(String shards, String tokenizer, Path output) {
    require(!shards.isEmpty(), "shards is not set; set it to the output of a finished run");
    require(!tokenizer.isEmpty(), "tokenizer is not set; set it to a tokenizer.json");
    require(!Files.isRegularFile(output), output + " is a file");
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new WrongUseException(message);
    }
  }
}
