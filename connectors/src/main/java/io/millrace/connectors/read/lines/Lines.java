package io.millrace.connectors.read.lines;

import io.millrace.connectors.files.LargeRecords;
import io.millrace.shards.file.LookAhead;
import java.io.IOException;

/**
 * Finds lines that end in LF or CR LF. A line over the limit is skipped without holding it in
 * memory.
 */
public final class Lines {

  /** Result of {@link #next}. */
  public enum Found {
    LINE,
    TOO_LONG,
    END
  }

  /** Bytes that are kept of a line over the limit, for its id. */
  public static final int KEPT_OF_LONG = 1 << 12;

  private final LookAhead bytes;
  private final long maxBytes;
  private byte[] line;
  private int offset;
  private int length;
  private int searched;
  private long lineBytes;

  public Lines(LookAhead bytes, long maxBytes) {
    this.bytes = bytes;
    this.maxBytes = maxBytes;
  }

  public byte[] array() {
    return line;
  }

  public int offset() {
    return offset;
  }

  /** Length of the line without its end; only the beginning of a too long line is kept. */
  public int length() {
    return length;
  }

  long lineBytes() {
    return lineBytes;
  }

  /** Finds the next line. After damage in a line, {@link #partial()} returns its beginning. */
  public Found next() throws IOException {
    searched = 0;
    while (true) {
      int end = newline();
      if (end >= 0) {
        take(end);
        bytes.consume(end + 1);
        return length > maxBytes ? cutShort() : Found.LINE;
      }
      if (bytes.available() > maxBytes + 1) {
        return skipLong();
      }
      if (bytes.available() >= LargeRecords.LARGE) {
        LargeRecords.shared().hold(2L * Integer.highestOneBit(bytes.available()));
      }
      if (!bytes.fill()) {
        take(bytes.available());
        bytes.consume(bytes.available());
        return lineBytes == 0 ? Found.END : length > maxBytes ? cutShort() : Found.LINE;
      }
    }
  }

  private int newline() {
    byte[] array = bytes.array();
    int available = bytes.available();
    for (int i = searched; i < available; i++) {
      if (array[bytes.head() + i] == '\n') {
        return i;
      }
    }
    searched = available;
    return -1;
  }

  private void take(int end) {
    line = bytes.array();
    offset = bytes.head();
    lineBytes = end;
    length = end;
    if (length > 0 && line[offset + length - 1] == '\r') {
      length--;
    }
  }

  private Found cutShort() {
    length = Math.min(length, KEPT_OF_LONG);
    return Found.TOO_LONG;
  }

  private Found skipLong() throws IOException {
    LargeRecords.shared().release(); // only its beginning is kept
    line = new byte[KEPT_OF_LONG];
    offset = 0;
    length = Math.min(bytes.available(), KEPT_OF_LONG);
    System.arraycopy(bytes.array(), bytes.head(), line, 0, length);
    lineBytes = 0;
    while (true) {
      searched = 0;
      int end = newline();
      if (end >= 0) {
        lineBytes += end;
        bytes.consume(end + 1);
        return Found.TOO_LONG;
      }
      lineBytes += bytes.available();
      bytes.consume(bytes.available());
      if (!bytes.fill()) {
        return Found.TOO_LONG;
      }
    }
  }

  /** Consumes and returns the beginning of a line whose end is damaged. */
  byte[] partial() {
    byte[] partial = new byte[Math.min(bytes.available(), KEPT_OF_LONG)];
    System.arraycopy(bytes.array(), bytes.head(), partial, 0, partial.length);
    bytes.consume(bytes.available());
    return partial;
  }
}
