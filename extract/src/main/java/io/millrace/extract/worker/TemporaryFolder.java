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

/** The folder for temporary files of a worker. */
final class TemporaryFolder {

  /**
   * Never closed and always referenced, because closing or collecting it would release the lock.
   */
  private static FileChannel lock;

  private TemporaryFolder() {}

  static Path create() throws IOException {
    return Files.createTempDirectory("millrace-worker");
  }

  /**
   * Locks the folder while this process lives. If it is killed, the next run deletes the folder,
   * because its lock file is not locked.
   */
  static void lock(Path folder) throws IOException {
    lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.tryLock();
  }

  /** Deletes the folder with its files, as far as possible. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException left) {
      // remaining temporary files do no harm
    }
  }
}
