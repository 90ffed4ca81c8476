package io.millrace.shards.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a local disk. */
public record LocalFile(Path path) implements StoredFile {

  @Override
  public FileChannel open() throws IOException {
    try {
      return FileChannel.open(path, StandardOpenOption.READ);
    } catch (NoSuchFileException missing) {
      throw notFound(missing);
    }
  }

  @Override
  public long size() throws IOException {
    try {
      return Files.size(path);
    } catch (NoSuchFileException missing) {
      throw notFound(missing);
    }
  }

  private FileNotFoundException notFound(NoSuchFileException missing) {
    FileNotFoundException exception = new FileNotFoundException(path + " (no such file)");
    exception.initCause(missing);
    return exception;
  }

  @Override
  public FileChannel create() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
