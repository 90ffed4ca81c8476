package io.millrace.extract.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which a worker leaves temporary files. */
final class TemporaryFolder {

  private TemporaryFolder() {}

  static Path create() throws IOException {
    return Files.createTempDirectory("millrace-worker");
  }

  /** Deletes the folder with all its files; what cannot be deleted is left. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException left) {
      // temporary files do no harm
    }
  }
}
