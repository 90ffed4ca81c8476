package io.millrace.dedup;

/** Iterates over the marks of a block without allocating an object for each. */
final class MarkCursor {

  private final byte[] block;
  private final int sketchLength;
  private int at;
  private int next = MarkBlockBuilder.HEADER;

  /**
   * @param block of {@link MarkBlockBuilder#build}; must not change during the iteration
   * @throws IllegalArgumentException when it is not a block of a known version
   */
  MarkCursor(byte[] block) {
    if (block.length < MarkBlockBuilder.HEADER || block[0] != MarkBlockBuilder.VERSION) {
      throw new IllegalArgumentException("not a block of marks of version 1");
    }
    this.block = block;
    this.sketchLength = (block[1] & 0xff) << 8 | (block[2] & 0xff);
  }

  /**
   * Moves to the next mark.
   *
   * @return false at the end of the block
   * @throws IllegalArgumentException when the block ends inside a mark
   */
  boolean next() {
    at = next;
    if (at == block.length) {
      return false;
    }
    boolean cut = block.length - at < MarkLayout.SKETCH;
    if (!cut && sketchLength == 0 && MarkLayout.kind(block, at) >= Mark.FIRST_BAND) {
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
  int sketchLength() {
    return sketchLength;
  }

  /** Offset of the current mark in the block. */
  int offset() {
    return at;
  }

  /** Bytes of the current mark. */
  int length() {
    return next - at;
  }
}
