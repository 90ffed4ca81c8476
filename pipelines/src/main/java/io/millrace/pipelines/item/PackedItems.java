package io.millrace.pipelines.item;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Items that travel or lie together: one after another, each behind its length in four bytes and
 * the tag of its kind, all of them compressed. Texts of 128 KiB together take a third of their
 * size.
 */
public final class PackedItems {

  /** Level of zstd: they live within a run, and speed counts more than size. */
  private static final int LEVEL = 1;

  private static final int HEADER = Integer.BYTES;

  private byte[] bytes = new byte[1 << 9];
  private int length;

  /**
   * @return by how many bytes {@link #size} grew
   */
  public int add(EncodedItem item) {
    int from = length;
    int end = Math.addExact(length, Integer.BYTES + item.length());
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(2L * bytes.length, 1 << 30)));
    }
    ByteBuffer.wrap(bytes, length, end - length)
        .putInt(item.length())
        .put(item.kind().tag())
        .put(item.bytes());
    length = end;
    return end - from;
  }

  /** Bytes that are held, not compressed. */
  public int size() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** The items compressed, without their {@link #size}; they stay here. */
  public byte[] packed() {
    return packedBehind(0);
  }

  /**
   * The items as one item of a shard, which {@link #items(Iterable)} takes apart; none are left.
   */
  public EncodedItem takeItem() {
    byte[] pack = packedBehind(HEADER);
    ByteBuffer.wrap(pack).putInt(length);
    length = 0;
    return new EncodedItem(ItemKind.PACK, pack);
  }

  private byte[] packedBehind(int header) {
    byte[] packed = new byte[header + (int) Zstd.compressBound(length)];
    long size =
        Zstd.compressByteArray(packed, header, packed.length - header, bytes, 0, length, LEVEL);
    return Arrays.copyOf(packed, header + (int) size);
  }

  /** Items as they travelled, with those that travelled together each by itself. */
  public static Iterable<EncodedItem> items(Iterable<EncodedItem> items) {
    return takenApart(
        items,
        item ->
            item.kind() == ItemKind.PACK
                ? items(item.bytes(), HEADER, ByteBuffer.wrap(item.bytes()).getInt())
                : Collections.singleton(item).iterator());
  }

  /**
   * What things stand for, one after another; only the parts of one are held at a time.
   *
   * @param parts what a thing stands for
   */
  public static Iterable<EncodedItem> takenApart(
      Iterable<EncodedItem> things, Function<EncodedItem, Iterator<EncodedItem>> parts) {
    return () -> new Parts(things.iterator(), parts);
  }

  /**
   * Takes apart what {@link #packed} gave.
   *
   * @param packed from {@code offset} to its end
   * @param size of the items before they were compressed
   * @throws IllegalArgumentException if it is something else
   */
  public static Iterator<EncodedItem> items(byte[] packed, int offset, int size) {
    byte[] bytes = new byte[size];
    long unpacked;
    try {
      unpacked = Zstd.decompressByteArray(bytes, 0, size, packed, offset, packed.length - offset);
    } catch (ZstdException damaged) {
      throw new IllegalArgumentException(damaged.getMessage(), damaged);
    }
    if (unpacked != size) {
      throw new IllegalArgumentException(unpacked + " bytes, not " + size);
    }
    return new Items(ByteBuffer.wrap(bytes));
  }

  private record Items(ByteBuffer bytes) implements Iterator<EncodedItem> {

    @Override
    public boolean hasNext() {
      return bytes.hasRemaining();
    }

    @Override
    public EncodedItem next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] item = new byte[bytes.getInt() - 1];
      ItemKind kind = ItemKind.of(bytes.get());
      bytes.get(item);
      return new EncodedItem(kind, item);
    }
  }

  private static final class Parts implements Iterator<EncodedItem> {

    private final Iterator<EncodedItem> things;
    private final Function<EncodedItem, Iterator<EncodedItem>> parts;
    private Iterator<EncodedItem> open = Collections.emptyIterator();

    Parts(Iterator<EncodedItem> things, Function<EncodedItem, Iterator<EncodedItem>> parts) {
      this.things = things;
      this.parts = parts;
    }

    @Override
    public boolean hasNext() {
      while (!open.hasNext() && things.hasNext()) {
        open = parts.apply(things.next());
      }
      return open.hasNext();
    }

    @Override
    public EncodedItem next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return open.next();
    }
  }
}
