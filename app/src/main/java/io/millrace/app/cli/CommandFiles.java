package io.millrace.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command reads or writes, checked before any work. */
public final class CommandFiles {

  private CommandFiles() {}

  /** Returns a file to read; wrong use if it does not exist or is a folder. */
  public static Path readable(Path path) {
    if (!Files.isRegularFile(path) && (Files.isDirectory(path) || !Files.exists(path))) {
      throw new WrongUseException(
          path + (Files.exists(path) ? " is a folder, not a file" : ": there is no such file"));
    }
    return path;
  }

  /** Returns a file to write; wrong use if its folder does not exist or it is a folder itself. */
  public static Path writable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    String problem =
        Files.isDirectory(file)
            ? " is a folder, not a file"
            : folder == null || !Files.isDirectory(folder) ? ": there is no such folder" : "";
    if (!problem.isEmpty()) {
      throw new WrongUseException(file + problem);
    }
    return file;
  }
}
