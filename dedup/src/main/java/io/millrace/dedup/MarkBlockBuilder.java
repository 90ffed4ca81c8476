package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.Arrays;

/**
 * Packs marks into a block of bytes: one byte of format version, two bytes of sketch length
 * (big-endian), then the marks as {@link MarkLayout} defines them. {@link MarkCursor} reads a
 * block.
 */
public final class MarkBlockBuilder {

  static final byte VERSION = 1;
  static final int HEADER = 3;

  private final int sketchLength;
  private byte[] bytes = new byte[1 << 10];
  private int length = HEADER;
  private int marks;

  /**
   * @param sketchLength bytes of a sketch, {@link MinHashSettings#permutations}; 0 without marks of
   *     bands
   */
  public MarkBlockBuilder(int sketchLength) {
    if (sketchLength < 0 || sketchLength > MinHashSettings.MAX_PERMUTATIONS) {
      throw new IllegalArgumentException(
          "sketch length is "
              + sketchLength
              + ", must be in 0.."
              + MinHashSettings.MAX_PERMUTATIONS);
    }
    this.sketchLength = sketchLength;
  }

  /**
   * Adds a mark without a sketch: {@link Mark#URL}, {@link Mark#TEXT}, {@link Mark#SHARED_TEXT}.
   */
  public void add(int kind, Hash128 key, long timestamp, Hash128 id) {
    checkKind(kind, false);
    put(kind, key.high(), key.low(), timestamp, id);
  }

  /**
   * Adds a mark of a band or of a hash key.
   *
   * @param kind {@link Mark#FIRST_BAND} or {@link Mark#FIRST_HASH_KEY}, plus the number of the key
   * @param sketch of {@link MinHasher#sketch} or {@link HashKeys}
   */
  public void add(int kind, long key, long timestamp, Hash128 id, byte[] sketch) {
    if (sketch.length != sketchLength || sketchLength == 0) {
      throw new IllegalArgumentException(
          "sketch has " + sketch.length + " bytes, must have " + sketchLength + " and more than 0");
    }
    checkKind(kind, true);
    int at = put(kind, key, 0, timestamp, id);
    System.arraycopy(sketch, 0, bytes, at + MarkLayout.SKETCH, sketchLength);
  }

  private void checkKind(int kind, boolean sketched) {
    if (MarkLayout.length(kind, sketchLength) > MarkLayout.SKETCH != sketched) {
      throw new IllegalArgumentException(
          "a mark of kind " + kind + (sketched ? " has no sketch" : " has a sketch"));
    }
  }

  private int put(int kind, long keyHigh, long keyLow, long timestamp, Hash128 id) {
    int at = length;
    length = Math.addExact(length, MarkLayout.length(kind, sketchLength));
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, length * 2L));
    }
    MarkLayout.put(bytes, at, kind, keyHigh, keyLow, timestamp, id);
    marks++;
    return at;
  }

  /** Current length of the block in bytes. */
  public int length() {
    return length;
  }

  /** Marks added since the last block was built. */
  public int marks() {
    return marks;
  }

  /** Returns the block and empties the builder. */
  public byte[] build() {
    bytes[0] = VERSION;
    bytes[1] = (byte) (sketchLength >> 8);
    bytes[2] = (byte) sketchLength;
    byte[] block = Arrays.copyOf(bytes, length);
    length = HEADER;
    marks = 0;
    return block;
  }
}
