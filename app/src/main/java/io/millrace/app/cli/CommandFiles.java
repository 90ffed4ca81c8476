package io.millrace.app.cli;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command reads or writes, checked before any work. */
public final class CommandFiles {

  private CommandFiles() {}

  /** A file that a command is to read. */
  public static Path readable(Path path) {
    if (!Files.isRegularFile(path) && (Files.isDirectory(path) || !Files.exists(path))) {
      throw new MillraceException(
          ErrorKind.WRONG_USE,
          path + (Files.exists(path) ? " is a folder, not a file" : ": there is no such file"));
    }
    return path;
  }

  /** A file that a command is to write: its folder is there, and it is no folder itself. */
  public static Path writable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    String problem =
        Files.isDirectory(file)
            ? " is a folder, not a file"
            : folder == null || !Files.isDirectory(folder) ? ": there is no such folder" : "";
    if (!problem.isEmpty()) {
      throw new MillraceException(ErrorKind.WRONG_USE, file + problem);
    }
    return file;
  }
}
