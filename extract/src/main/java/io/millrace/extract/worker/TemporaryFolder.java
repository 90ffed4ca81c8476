package io.millrace.extract.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which a worker leaves temporary files. */
final class TemporaryFolder {

  /** Never closed, nor left to be collected: either would give the lock back. */
  private static FileChannel lock;

  private TemporaryFolder() {}

  static Path create() throws IOException {
    return Files.createTempDirectory("millrace-worker");
  }

  /**
   * Locks the folder while this process lives: what it leaves when it is killed is taken away by
   * the next run, which looks for folders whose file of this name nobody has locked.
   */
  static void lock(Path folder) throws IOException {
    lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.tryLock();
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
