package io.millrace.app;

import io.millrace.pipelines.failure.RunException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that commands write. */
final class Outputs {

  private Outputs() {}

  /** A file that a command is to write: its folder is there, and it is no folder itself. */
  static Path writable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    String problem =
        Files.isDirectory(file)
            ? " is a folder, not a file"
            : folder == null || !Files.isDirectory(folder) ? ": there is no such folder" : "";
    if (!problem.isEmpty()) {
      throw new RunException(RunException.Kind.WRONG_USE, file + problem);
    }
    return file;
  }
}
