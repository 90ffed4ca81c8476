package io.millrace.pipelines.item;

import java.util.Arrays;

/**
 * An item in the shuffle: its kind and its bytes, which are decoded only where needed. {@link
 * ShardItemCodec} encodes and decodes {@link ShardItem}s.
 *
 * @param bytes without the tag of the kind; must not be changed
 */
public record EncodedItem(ItemKind kind, byte[] bytes) {

  /** Inverse of {@link #tagged}. */
  static EncodedItem ofTagged(byte[] tagged) {
    return new EncodedItem(ItemKind.of(tagged[0]), Arrays.copyOfRange(tagged, 1, tagged.length));
  }

  /** The tag of the kind, followed by the bytes. */
  public byte[] tagged() {
    byte[] tagged = new byte[1 + bytes.length];
    tagged[0] = kind.tag();
    System.arraycopy(bytes, 0, tagged, 1, bytes.length);
    return tagged;
  }

  /** Length of {@link #tagged}. */
  public int length() {
    return 1 + bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedItem item
        && kind == item.kind
        && Arrays.equals(bytes, item.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * kind.tag() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return kind + " of " + bytes.length + " bytes";
  }
}
