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
 * Folders for what a run on this machine writes and nobody keeps. Each holds a file that is locked
 * while its process lives. A run that is killed leaves up to 2.8 times the text it read; the next
 * one finds the lock free and takes the folder away.
 */
public final class TemporaryFolders {

  public static final String PREFIX = "millrace-";
  static final String LOCK = "lock";

  /** Open as long as the folders are in use: closing a channel gives its lock back. */
  private static final Map<Path, FileChannel> LOCKS = new ConcurrentHashMap<>();

  private TemporaryFolders() {}

  /**
   * A fresh folder, after those of killed runs are gone.
   *
   * @param parent where they are
   */
  public static Path create(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, PREFIX);
    if (!lock(folder)) {
      return create(parent);
    }
    removeLeft(parent, folder);
    return folder;
  }

  /** False if another process found the folder before it was locked, and takes it away. */
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
      // then others cannot lock it either, and leave it
    }
    LOCKS.put(folder, channel);
    return true;
  }

  private static void removeLeft(Path parent, Path own) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : all) {
        // of this process's own not even the file may be opened: closing it gives its lock back
        if (!LOCKS.containsKey(folder) && isOfSameOwner(folder, own)) {
          removeIfLeft(folder);
        }
      }
    } catch (IOException unreadable) {
      // nothing that this run needs
    }
  }

  /** Whoever else can write in it could lead the deletion elsewhere. */
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
      // another run was quicker, or it cannot be deleted: nothing that this run needs
    }
  }

  /**
   * Deletes a folder with all that an engine left in it. The engine may still be tidying up itself,
   * so what vanishes meanwhile is no error: it would hide how the run ended.
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
        // whoever put something there takes it away
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
