package io.millrace.connectors.fetch.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that several threads read and write at given positions. It does not use a {@code
 * FileChannel}, which an interrupt of one thread closes for all, and engines interrupt threads.
 */
final class StoreFile implements Closeable {

  private final RandomAccessFile file;

  private StoreFile(RandomAccessFile file) {
    this.file = file;
  }

  static StoreFile open(Path path) throws IOException {
    return new StoreFile(new RandomAccessFile(path.toFile(), "r"));
  }

  /**
   * @throws java.nio.file.FileAlreadyExistsException when the file exists
   */
  static StoreFile create(Path path) throws IOException {
    Files.createFile(path);
    return new StoreFile(new RandomAccessFile(path.toFile(), "rw"));
  }

  /** Fills an array from a position; false when the file is too short. */
  synchronized boolean read(long at, byte[] into) throws IOException {
    if (at + into.length > file.length()) {
      return false;
    }
    file.seek(at);
    file.readFully(into);
    return true;
  }

  synchronized void write(long at, byte[] bytes) throws IOException {
    file.seek(at);
    file.write(bytes);
  }

  synchronized long size() throws IOException {
    return file.length();
  }

  synchronized void force() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
