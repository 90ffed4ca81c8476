package io.millrace.langid;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads little-endian numbers, byte strings and arrays from a stream. Arrays grow with the bytes
 * read, so a false size in the file cannot exhaust the heap.
 */
final class ModelInput {
  private static final int BLOCK = 1 << 16;

  private final InputStream in;
  private final byte[] block = new byte[BLOCK];
  private final ByteBuffer view = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);

  ModelInput(InputStream in) {
    this.in = in;
    view.limit(0);
  }

  byte readByte(String what) throws IOException {
    require(1, what);
    return view.get();
  }

  int readInt(String what) throws IOException {
    require(Integer.BYTES, what);
    return view.getInt();
  }

  long readLong(String what) throws IOException {
    require(Long.BYTES, what);
    return view.getLong();
  }

  double readDouble(String what) throws IOException {
    return Double.longBitsToDouble(readLong(what));
  }

  boolean readBoolean(String what) throws IOException {
    int value = readByte(what);
    if (value != 0 && value != 1) {
      throw corrupted(what + " is neither true nor false");
    }
    return value == 1;
  }

  /** Bytes up to a zero byte, which is consumed. */
  byte[] readString(int most, String what) throws IOException {
    byte[] bytes = new byte[32];
    int length = 0;
    for (byte b = readByte(what); b != 0; b = readByte(what)) {
      if (length == most) {
        throw corrupted(what + " is longer than " + most + " bytes");
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      bytes[length++] = b;
    }
    return Arrays.copyOf(bytes, length);
  }

  byte[] readBytes(int count, String what) throws IOException {
    byte[] bytes = new byte[Math.min(count, BLOCK)];
    int done = 0;
    while (done < count) {
      if (done == bytes.length) {
        bytes = Arrays.copyOf(bytes, grown(done, count));
      }
      int part = Math.min(bytes.length - done, BLOCK);
      require(1, what);
      part = Math.min(part, view.remaining());
      view.get(bytes, done, part);
      done += part;
    }
    return bytes;
  }

  /** Reads the numbers of a matrix; rejects one that is not finite. */
  float[] readFloats(int count, String what) throws IOException {
    float[] floats = new float[Math.min(count, BLOCK)];
    for (int i = 0; i < count; i++) {
      if (i == floats.length) {
        floats = Arrays.copyOf(floats, grown(i, count));
      }
      require(Float.BYTES, what);
      float value = view.getFloat();
      if (!Float.isFinite(value)) {
        throw corrupted(what + " has a number that is not finite");
      }
      floats[i] = value;
    }
    return floats;
  }

  static IOException corrupted(String what) {
    return new IOException("fastText model is corrupted: " + what);
  }

  private static int grown(int have, int want) {
    return (int) Math.min(want, 2L * have);
  }

  private void require(int bytes, String what) throws IOException {
    if (view.remaining() >= bytes) {
      return;
    }
    int kept = view.remaining();
    System.arraycopy(block, view.position(), block, 0, kept);
    while (kept < bytes) {
      int read = in.read(block, kept, BLOCK - kept);
      if (read < 0) {
        throw new EOFException("fastText model is cut: it ends within " + what);
      }
      kept += read;
    }
    view.position(0).limit(kept);
  }
}
