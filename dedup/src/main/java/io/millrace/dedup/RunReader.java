package io.millrace.dedup;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a sorted run; the buffer always holds the whole current mark. */
final class RunReader implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int sketchLength;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int next;
  private int end;

  RunReader(Path file, int sketchLength) throws IOException {
    this.in = Files.newInputStream(file);
    this.sketchLength = sketchLength;
  }

  /** Moves to the next mark; false at the end. */
  boolean next() throws IOException {
    at = next;
    if (!has(MarkLayout.SKETCH)) {
      if (at < end) {
        throw new EOFException("a run of marks is cut");
      }
      return false;
    }
    int length = MarkLayout.length(buffer, at, sketchLength);
    if (!has(length)) {
      throw new EOFException("a run of marks is cut");
    }
    next = at + length;
    return true;
  }

  /** Fills the buffer; false when fewer bytes than asked for follow the current position. */
  private boolean has(int bytes) throws IOException {
    if (end - at < bytes) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
      end += in.readNBytes(buffer, end, BUFFER - end);
    }
    return end - at >= bytes;
  }

  byte[] bytes() {
    return buffer;
  }

  int at() {
    return at;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
