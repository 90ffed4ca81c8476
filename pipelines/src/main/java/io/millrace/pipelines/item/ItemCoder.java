package io.millrace.pipelines.item;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * Coder of an {@link EncodedItem}: the length of the rest as a variable-length integer, the tag of
 * the kind, and the bytes, which are not decoded.
 */
public final class ItemCoder extends AtomicCoder<EncodedItem> {

  /** Name and version of this encoding; the layout of each kind has a version of its own. */
  public static final String URN = "millrace:coder:item:v1";

  private static final long serialVersionUID = 1L;

  private static final ItemCoder INSTANCE = new ItemCoder();

  private ItemCoder() {}

  public static ItemCoder of() {
    return INSTANCE;
  }

  /** Coder of items by shard or partition. */
  public static KvCoder<Integer, EncodedItem> keyed() {
    return KvCoder.of(VarIntCoder.of(), INSTANCE);
  }

  @Override
  public void encode(EncodedItem item, OutputStream out) throws IOException {
    VarInt.encode(item.length(), out);
    out.write(item.kind().tag());
    out.write(item.bytes());
  }

  @Override
  public EncodedItem decode(InputStream in) throws IOException {
    int length = VarInt.decodeInt(in);
    ItemKind kind = ItemKind.of(in.read());
    byte[] bytes = new byte[length - 1];
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
      throw new EOFException("an item of " + length + " bytes is truncated");
    }
    return new EncodedItem(kind, bytes);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean isRegisterByteSizeObserverCheap(EncodedItem item) {
    return true;
  }

  @Override
  protected long getEncodedElementByteSize(EncodedItem item) {
    return (long) VarInt.getLength(item.length()) + item.length();
  }

  @Override
  public String toString() {
    return URN;
  }
}
