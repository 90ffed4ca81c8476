package io.millrace.rephrase.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Messages in a byte stream: a mark, the length in four bytes, the message. Bytes between messages
 * are skipped, because native code may print to standard output.
 */
final class FramedMessages {

  /** Size of the largest message. */
  static final int MOST_BYTES = 64 << 20;

  /** Starts with a byte that never occurs in UTF-8. */
  private static final byte[] MARK = {(byte) 0xFF, 'm', 'r', 1};

  private FramedMessages() {}

  /** Writes a message in one call and flushes. */
  static void write(OutputStream out, byte[] message) throws IOException {
    if (message.length > MOST_BYTES) {
      throw new IOException("a message of " + message.length + " bytes is too large");
    }
    out.write(
        ByteBuffer.allocate(MARK.length + 4 + message.length)
            .put(MARK)
            .putInt(message.length)
            .put(message)
            .array());
    out.flush();
  }

  /**
   * Reads the next message.
   *
   * @throws EOFException at the end of the stream, also inside a message
   * @throws IOException if the length is invalid
   */
  static byte[] read(InputStream in) throws IOException {
    int matched = 0;
    while (matched < MARK.length) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the other process has closed the stream");
      }
      if ((byte) b == MARK[matched]) {
        matched++;
      } else {
        matched = (byte) b == MARK[0] ? 1 : 0;
      }
    }
    byte[] head = exactly(in, 4);
    int length = ByteBuffer.wrap(head).getInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("a message has an invalid length of " + length + " bytes");
    }
    return exactly(in, length);
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the other process ended inside a message");
    }
    return bytes;
  }
}
