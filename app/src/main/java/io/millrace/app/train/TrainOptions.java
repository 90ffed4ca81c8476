package io.millrace.app.train;

import io.millrace.corpus.config.SettingsFile;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is said of a training on the command line. */
final class TrainOptions {

  @Parameters(paramLabel = "CONFIG", description = "A configuration in YAML.")
  private Path file;

  @Option(names = "--resume", description = "Go on from the last checkpoint in the output.")
  private boolean resume;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a setting, for example training.steps=200.")
  private List<String> sets = new ArrayList<>();

  boolean resume() {
    return resume;
  }

  <T extends Record> T settings(Class<T> type) throws IOException {
    return SettingsFile.read(file, type, "the training", sets);
  }

  /** Refuses what no training can begin with. */
  static void check(String shards, String tokenizer, Path output) {
    require(!shards.isEmpty(), "shards is not set: the output of a finished run");
    require(!tokenizer.isEmpty(), "tokenizer is not set: a tokenizer.json");
    require(!Files.isRegularFile(output), output + " is a file");
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new MillraceException(ErrorKind.WRONG_USE, message);
    }
  }
}
