package io.millrace.pipelines.shard;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Items that travel or lie together: one after another, each behind its length in four bytes, all
 * of them compressed. Texts of 128 KiB together take a third of their size.
 */
public final class PackedItems {

  /** Level of zstd: they live within a run, and speed counts more than size. */
  private static final int LEVEL = 1;

  private static final int HEADER = 1 + Integer.BYTES;

  private byte[] bytes = new byte[1 << 9];
  private int length;

  public void add(byte[] item) {
    int end = Math.addExact(length, Integer.BYTES + item.length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(2L * bytes.length, 1 << 30)));
    }
    ByteBuffer.wrap(bytes, length, end - length).putInt(item.length).put(item);
    length = end;
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
    byte[] packed = new byte[(int) Zstd.compressBound(length)];
    return Arrays.copyOf(packed, compressTo(packed, 0));
  }

  /**
   * The items as one item of a shard, which {@link #items(Iterable)} takes apart; none are left.
   */
  public byte[] takeItem() {
    byte[] item = new byte[HEADER + (int) Zstd.compressBound(length)];
    ByteBuffer.wrap(item).put(ShardItemCodec.PACK).putInt(length);
    int end = HEADER + compressTo(item, HEADER);
    length = 0;
    return Arrays.copyOf(item, end);
  }

  private int compressTo(byte[] target, int from) {
    return (int)
        Zstd.compressByteArray(target, from, target.length - from, bytes, 0, length, LEVEL);
  }

  /** Items as they travelled, with those that travelled together each by itself. */
  public static Iterable<byte[]> items(Iterable<byte[]> items) {
    return () -> new Unpacked(items.iterator());
  }

  /**
   * Takes apart what {@link #packed} gave.
   *
   * @param packed from {@code offset} to its end
   * @param size of the items before they were compressed
   * @throws IllegalArgumentException if it is something else
   */
  public static Iterator<byte[]> items(byte[] packed, int offset, int size) {
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

  private record Items(ByteBuffer bytes) implements Iterator<byte[]> {

    @Override
    public boolean hasNext() {
      return bytes.hasRemaining();
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] item = new byte[bytes.getInt()];
      bytes.get(item);
      return item;
    }
  }

  private static final class Unpacked implements Iterator<byte[]> {

    private final Iterator<byte[]> items;
    private Iterator<byte[]> open = Collections.emptyIterator();

    Unpacked(Iterator<byte[]> items) {
      this.items = items;
    }

    @Override
    public boolean hasNext() {
      return open.hasNext() || items.hasNext();
    }

    @Override
    public byte[] next() {
      if (open.hasNext()) {
        return open.next();
      }
      byte[] item = items.next();
      if (item[0] != ShardItemCodec.PACK) {
        return item;
      }
      open = items(item, HEADER, ByteBuffer.wrap(item, 1, Integer.BYTES).getInt());
      return open.next();
    }
  }
}
