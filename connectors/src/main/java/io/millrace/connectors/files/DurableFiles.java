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
 * Writes files that are complete after a power failure. On local disks the bytes are synchronised
 * before a file gets its name; object stores do this themselves.
 */
public final class DurableFiles {

  private DurableFiles() {}

  private static boolean isLocal(ResourceId file) {
    return "file".equals(file.getScheme());
  }

  /**
   * Waits until the bytes of complete files are on the disk; several files are synchronised in
   * parallel.
   */
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
   * Gives complete files their final names and replaces existing files. The names are on the disk
   * after {@link #syncFolders}.
   */
  public static void rename(List<ResourceId> files, List<ResourceId> targets) throws IOException {
    sync(files);
    FileSystems.rename(files, targets);
  }

  /** Renames one file; does nothing when it does not exist, because it was renamed before. */
  public static void renameIfThere(ResourceId file, ResourceId target) throws IOException {
    if (isLocal(file) && Files.exists(Path.of(file.toString()))) {
      sync(List.of(file));
    }
    FileSystems.rename(
        List.of(file), List.of(target), MoveOptions.StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Waits until the names of a folder and of everything below it are on the disk. */
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

  /** Writes a file and synchronises it. */
  public static void write(ResourceId file, byte[] bytes) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(file, "application/octet-stream"))) {
      out.write(bytes);
    } catch (RuntimeException answer) {
      throw ObjectStores.unwritable(answer);
    }
    sync(List.of(file));
  }

  /** Replaces a file atomically: a reader finds the complete new or the old content. */
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
   * @param temporary file to write first, in the same file system
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
