package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.Arrays;

/**
 * Walks over the marks of a block without an object for each: call {@link #next}, then read the
 * current one.
 */
public final class MarkCursor {

  private final byte[] block;
  private final int sketchLength;
  private int at;
  private int next = MarkBlockBuilder.HEADER;

  /**
   * @param block what {@link MarkBlockBuilder#build} returned; not to be changed while it is read
   * @throws IllegalArgumentException when it is no block of a known version
   */
  public MarkCursor(byte[] block) {
    if (block.length < MarkBlockBuilder.HEADER || block[0] != MarkBlockBuilder.VERSION) {
      throw new IllegalArgumentException("not a block of marks of version 1");
    }
    this.block = block;
    this.sketchLength = (block[1] & 0xff) << 8 | (block[2] & 0xff);
  }

  /**
   * Moves to the next mark.
   *
   * @return false when there is none
   * @throws IllegalArgumentException when the block ends inside a mark
   */
  public boolean next() {
    at = next;
    if (at == block.length) {
      return false;
    }
    boolean cut = block.length - at < MarkLayout.SKETCH;
    if (!cut && sketchLength == 0 && kind() >= Mark.FIRST_BAND) {
      throw new IllegalArgumentException("the block has a mark of a band and no sketches");
    }
    if (!cut) {
      next = at + MarkLayout.length(block, at, sketchLength);
    }
    if (cut || next > block.length) {
      throw new IllegalArgumentException("the block of marks is cut at byte " + block.length);
    }
    return true;
  }

  /** Bytes of the sketches in this block. */
  public int sketchLength() {
    return sketchLength;
  }

  /** {@link Mark#URL}, {@link Mark#TEXT}, or {@link Mark#FIRST_BAND} and above. */
  public int kind() {
    return MarkLayout.kind(block, at);
  }

  public long keyHigh() {
    return MarkLayout.getLong(block, at);
  }

  public long keyLow() {
    return MarkLayout.getLong(block, at + 8);
  }

  /** Milliseconds since 1970, or {@link Mark#UNKNOWN_TIME}. */
  public long timestamp() {
    return MarkLayout.timestamp(block, at);
  }

  public Hash128 id() {
    return MarkLayout.id(block, at);
  }

  /** A copy of the sketch; empty unless the mark is of a band. */
  public byte[] sketch() {
    return Arrays.copyOfRange(block, at + MarkLayout.SKETCH, next);
  }

  /** Where the current mark starts in the block. */
  int offset() {
    return at;
  }

  /** Bytes of the current mark. */
  int length() {
    return next - at;
  }
}
