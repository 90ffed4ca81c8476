package io.millrace.corpus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes local files that are complete after a power failure. A rename may reach the disk before
 * the file's bytes, so the file is synchronised before the rename and its folder after it.
 */
public final class LocalFiles {

  private LocalFiles() {}

  /** Waits until the bytes and the size of a file are on the disk. */
  public static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * Waits until the names in a folder are on the disk. Where the system cannot open a folder
   * (Windows), it does nothing.
   */
  public static void syncFolder(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException cannotOpenFolders) {
      if (!Files.isDirectory(folder)) {
        throw cannotOpenFolders;
      }
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  /**
   * Gives a complete file its final name, atomically and durably. Both names must be in one folder.
   */
  public static void replace(Path temporary, Path file) throws IOException {
    sync(temporary);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(file.toAbsolutePath().getParent());
  }
}
