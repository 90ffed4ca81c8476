package io.millrace.shards.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A byte stream with a position whose next bytes can be inspected before they are consumed. Readers
 * use the buffer in place: the bytes from {@code array()[head()]} to before {@code head() +
 * available()}.
 */
public final class LookAhead implements Closeable {

  /** Opens the same bytes at a position. */
  public interface Source {
    InputStream openAt(long position) throws IOException;
  }

  private static final int INITIAL_BYTES = 1 << 16;
  private static final int FRUITLESS_READS = 1 << 20;

  private final Source source;
  private InputStream in;
  private byte[] buffer = new byte[INITIAL_BYTES];
  private int head;
  private int tail;
  private long position;
  private boolean ended;

  private LookAhead(Source source, InputStream in, long position) {
    this.source = source;
    this.in = in;
    this.position = position;
  }

  /** The bytes of a file from an offset on. */
  public static LookAhead ofFile(StoredFile file, long offset) throws IOException {
    Source source = file::openAt;
    return new LookAhead(source, source.openAt(offset), offset);
  }

  /** The bytes of a stream, which cannot be read twice. */
  public static LookAhead ofStream(InputStream in) {
    return new LookAhead(null, in, 0);
  }

  public byte[] array() {
    return buffer;
  }

  public int head() {
    return head;
  }

  public int available() {
    return tail - head;
  }

  /** Offset of the first byte that is not consumed yet. */
  public long position() {
    return position;
  }

  public boolean canSeek() {
    return source != null;
  }

  /** Byte at a distance from the position; it must be available. */
  public int peek(int distance) {
    return buffer[head + distance] & 0xff;
  }

  /** Makes at least so many bytes available; false when fewer are left. */
  public boolean require(int bytes) throws IOException {
    while (available() < bytes && fill()) {
      // one read may not be enough
    }
    return available() >= bytes;
  }

  public boolean atEnd() throws IOException {
    return !require(1);
  }

  /** Reads more into the buffer, which grows when it is full; false at the end. */
  public boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    makeRoom();
    for (int attempt = 0; attempt < FRUITLESS_READS; attempt++) {
      int read = in.read(buffer, tail, buffer.length - tail);
      if (read < 0) {
        ended = true;
        return false;
      }
      if (read > 0) {
        tail += read;
        return true;
      }
    }
    throw new IOException("the stream returns no bytes and does not end");
  }

  private void makeRoom() {
    if (head == tail) {
      head = 0;
      tail = 0;
      if (buffer.length > 16 * INITIAL_BYTES) {
        buffer = new byte[INITIAL_BYTES];
      }
    } else if (tail == buffer.length) {
      if (head > 0) {
        boolean shrinks = buffer.length > 16 * INITIAL_BYTES && tail - head <= INITIAL_BYTES;
        byte[] target = shrinks ? new byte[2 * INITIAL_BYTES] : buffer;
        System.arraycopy(buffer, head, target, 0, tail - head);
        buffer = target;
        tail -= head;
        head = 0;
      } else {
        buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
      }
    }
  }

  public void consume(int bytes) {
    head += bytes;
    position += bytes;
  }

  /** Skips bytes that need not be available; returns the number of skipped bytes. */
  public long skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0 && require(1)) {
      int step = (int) Math.min(left, available());
      consume(step);
      left -= step;
    }
    return bytes - left;
  }

  /** Puts back the bytes that were consumed last. */
  public void unread(byte[] bytes, int length) {
    position -= length;
    if (head >= length && Arrays.equals(buffer, head - length, head, bytes, 0, length)) {
      head -= length;
      return;
    }
    byte[] joined = new byte[Math.max(INITIAL_BYTES, Math.addExact(length, available()))];
    System.arraycopy(bytes, 0, joined, 0, length);
    System.arraycopy(buffer, head, joined, length, available());
    tail = length + available();
    head = 0;
    buffer = joined;
  }

  /** Moves to a position of the file, backwards or forwards. */
  public void seek(long target) throws IOException {
    long distance = target - position;
    if (distance >= -head && distance <= available()) {
      head += (int) distance;
      position = target;
      return;
    }
    if (source == null) {
      throw new IllegalStateException("this stream cannot be read twice");
    }
    in.close();
    in = source.openAt(target);
    head = 0;
    tail = 0;
    ended = false;
    position = target;
  }

  /**
   * Moves to the next occurrence of the bytes.
   *
   * @param limit position at which the search ends, exclusive
   * @return false when there is none; the position is then at the limit or the end
   */
  public boolean find(byte[] bytes, long limit) throws IOException {
    while (position < limit && require(bytes.length)) {
      int last = tail - bytes.length;
      int start = head;
      int at = start;
      while (at <= last && position + (at - start) < limit) {
        if (buffer[at] == bytes[0]
            && Arrays.equals(buffer, at, at + bytes.length, bytes, 0, bytes.length)) {
          consume(at - start);
          return true;
        }
        at++;
      }
      consume(at - start);
    }
    if (position < limit) {
      consume((int) Math.min(available(), limit - position));
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
