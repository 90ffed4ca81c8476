package io.millrace.app.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Temporary folders of runs on this machine. Each holds a file that is locked while its process
 * lives. A killed run leaves files of up to 2.8 times the text that it read; the next run finds the
 * lock free and deletes the folder.
 */
public final class TemporaryFolders {

  public static final String PREFIX = "millrace-";
  static final String LOCK = "lock";

  /** Channels stay open while the folders are in use: closing one releases its lock. */
  private static final Map<Path, FileChannel> LOCKS = new ConcurrentHashMap<>();

  private TemporaryFolders() {}

  /**
   * Deletes the folders of killed runs and makes a new one.
   *
   * @param parent folder that holds all of them
   */
  public static Path create(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, PREFIX);
    if (!lock(folder)) {
      return create(parent);
    }
    removeLeft(parent, folder);
    return folder;
  }

  /** False if another process found the folder before it was locked, and deletes it. */
  private static boolean lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
    } catch (IOException noLocksHere) {
      // other processes cannot lock it either, so they keep the folder
    }
    LOCKS.put(folder, channel);
    return true;
  }

  private static void removeLeft(Path parent, Path own) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : all) {
        // do not open the lock file of this process's folders: closing it releases the lock
        if (!LOCKS.containsKey(folder) && isOfSameOwner(folder, own)) {
          removeIfLeft(folder);
        }
      }
    } catch (IOException unreadable) {
      // this run does not need these folders
    }
  }

  /** Another user who can write in the folder could redirect the deletion by a link. */
  private static boolean isOfSameOwner(Path folder, Path own) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
  }

  private static void removeIfLeft(Path folder) {
    Path file = folder.resolve(LOCK);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        deleteAll(folder);
      }
    } catch (OverlappingFileLockException ofThisProcess) {
      // in use
    } catch (IOException gone) {
      // another run deleted it, or it cannot be deleted; this run does not need it
    }
  }

  /**
   * Deletes a folder with all its files. The engine may still delete files at the same time, so a
   * file that is gone is not an error: such an error would hide how the run ended.
   */
  public static void delete(Path folder) throws IOException {
    FileChannel channel = LOCKS.remove(folder);
    if (channel != null) {
      channel.close();
    }
    deleteAll(folder);
  }

  private static void deleteAll(Path folder) throws IOException {
    Files.walkFileTree(folder, new Deletion());
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      try {
        Files.deleteIfExists(directory);
      } catch (DirectoryNotEmptyException stillInUse) {
        // the engine wrote a file meanwhile, and deletes it itself
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
