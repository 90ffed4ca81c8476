package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.Arrays;

/**
 * Packs marks into one array of bytes. A block is a byte of format version, two bytes of sketch
 * length (big-endian), and marks one after the other. Read with {@link MarkCursor}.
 */
public final class MarkBlockBuilder {

  static final byte VERSION = 1;
  static final int HEADER = 3;

  private final int sketchLength;
  private byte[] bytes = new byte[1 << 10];
  private int length = HEADER;
  private int marks;

  /**
   * @param sketchLength bytes of a sketch, {@link MinHashSettings#permutations}; 0 when no mark is
   *     of a band
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

  /** Adds the URL key of a document. */
  public void addUrl(Hash128 key, long timestamp, Hash128 id) {
    put(Mark.URL, key.high(), key.low(), timestamp, id);
  }

  /** Adds the text key of a document. */
  public void addText(Hash128 key, long timestamp, Hash128 id) {
    put(Mark.TEXT, key.high(), key.low(), timestamp, id);
  }

  /**
   * Adds the key of one band of a document.
   *
   * @param band 0 to bands - 1
   * @param sketch what {@link MinHasher#sketch} returned
   */
  public void addBand(int band, long key, long timestamp, Hash128 id, byte[] sketch) {
    addSketched(Mark.FIRST_BAND + band, key, timestamp, id, sketch);
  }

  /** Adds one key of an image, see {@link HashKeys}. */
  void addImageKey(int number, long key, long timestamp, Hash128 id, byte[] sketch) {
    addSketched(Mark.FIRST_IMAGE_KEY + number, key, timestamp, id, sketch);
  }

  /** Adds the key of a caption of an image, see {@link CaptionKeys}. */
  void addCaption(Hash128 key, long timestamp, Hash128 image) {
    put(Mark.CAPTION, key.high(), key.low(), timestamp, image);
  }

  private void addSketched(int kind, long key, long timestamp, Hash128 id, byte[] sketch) {
    if (sketch.length != sketchLength || sketchLength == 0) {
      throw new IllegalArgumentException(
          "sketch has " + sketch.length + " bytes, must have " + sketchLength + " and more than 0");
    }
    int at = put(kind, key, 0, timestamp, id);
    System.arraycopy(sketch, 0, bytes, at + MarkLayout.SKETCH, sketchLength);
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

  /** Bytes the block would have now. */
  public int length() {
    return length;
  }

  /** Marks added since the last block was built. */
  public int marks() {
    return marks;
  }

  /** The block, after which the builder is empty. */
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
