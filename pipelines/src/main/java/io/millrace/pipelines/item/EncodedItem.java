package io.millrace.pipelines.item;

import java.util.Arrays;

/**
 * An item as it crosses the shuffle: its kind, and its bytes, which are decoded only where they are
 * needed. {@link ShardItemCodec} makes and reads those of a {@link ShardItem}.
 *
 * @param bytes without the tag of the kind; not to be changed
 */
public record EncodedItem(ItemKind kind, byte[] bytes) {

  /** The item of its tag and its bytes. */
  static EncodedItem ofTagged(byte[] tagged) {
    return new EncodedItem(ItemKind.of(tagged[0]), Arrays.copyOfRange(tagged, 1, tagged.length));
  }

  /** The tag of the kind, and the bytes behind it. */
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
