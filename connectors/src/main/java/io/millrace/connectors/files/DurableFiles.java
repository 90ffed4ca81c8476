package io.millrace.connectors.files;

import io.millrace.corpus.LocalFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Files that are whole after a power cut: on local disks bytes are synchronised before a file gets
 * its name. An object store keeps what it has taken.
 */
public final class DurableFiles {

  private DurableFiles() {}

  private static boolean isLocal(ResourceId file) {
    return "file".equals(file.getScheme());
  }

  /** Waits until the bytes of complete files are on the disk, of several at once. */
  private static void sync(List<ResourceId> files) throws IOException {
    List<Path> local =
        files.stream().filter(DurableFiles::isLocal).map(f -> Path.of(f.toString())).toList();
    if (local.size() == 1) {
      LocalFiles.sync(local.get(0));
    } else if (!local.isEmpty()) {
      SideBySide.ask(
          local,
          file -> {
            LocalFiles.sync(file);
            return file;
          });
    }
  }

  /**
   * Gives complete files their final names. A name that is there is replaced. The names themselves
   * are on the disk after {@link #syncFolders}.
   */
  public static void rename(List<ResourceId> files, List<ResourceId> targets) throws IOException {
    sync(files);
    FileSystems.rename(files, targets);
  }

  /** The same of one file, which may be gone: then it had its name before. */
  public static void renameIfThere(ResourceId file, ResourceId target) throws IOException {
    if (isLocal(file) && Files.exists(Path.of(file.toString()))) {
      sync(List.of(file));
    }
    FileSystems.rename(
        List.of(file), List.of(target), MoveOptions.StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Waits until all names below a folder, and its own, are on the disk. */
  public static void syncFolders(ResourceId folder) throws IOException {
    if (!isLocal(folder)) {
      return;
    }
    Path root = Path.of(folder.toString());
    List<Path> folders;
    try (Stream<Path> all = Files.walk(root)) {
      folders = all.filter(Files::isDirectory).toList();
    }
    for (Path each : folders) {
      LocalFiles.syncFolder(each);
    }
    Path parent = root.toAbsolutePath().getParent();
    if (parent != null) {
      LocalFiles.syncFolder(parent);
    }
  }

  /** Writes a file at once. */
  public static void write(ResourceId file, byte[] bytes) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(file, "application/octet-stream"))) {
      out.write(bytes);
    } catch (RuntimeException answer) {
      throw ObjectStores.unwritable(answer);
    }
    sync(List.of(file));
  }

  /** Writes a file whole: a reader finds all of it or what was there before. */
  public static void replace(ResourceId file, byte[] bytes) throws IOException {
    ResourceId folder = file.getCurrentDirectory();
    replace(
        file,
        folder.resolve(file.getFilename() + ".tmp", StandardResolveOptions.RESOLVE_FILE),
        bytes);
  }

  /**
   * The same.
   *
   * @param temporary where the bytes go first, in the same file system
   */
  public static void replace(ResourceId file, ResourceId temporary, byte[] bytes)
      throws IOException {
    write(temporary, bytes);
    FileSystems.rename(List.of(temporary), List.of(file));
    if (isLocal(file)) {
      LocalFiles.syncFolder(Path.of(file.getCurrentDirectory().toString()));
    }
  }
}
