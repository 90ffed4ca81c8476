package io.millrace.pipelines.item;

import io.millrace.corpus.Hash128;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Splits huge items into pieces and joins them after the shuffle. Flink rejects a record that does
 * not fit into a sort buffer, which has about 32 MB on the embedded engine. Pieces of an incomplete
 * item wait in a file.
 */
public final class Pieces implements Closeable {

  /** Largest piece in bytes; a smaller item is not split. */
  static final int PIECE = 1 << 22;

  private static final int HEADER = 16 + 4 + 4;

  private final Path folder;
  private final Map<Hash128, Waiting> waiting = new HashMap<>();
  private final Set<Hash128> whole = new HashSet<>();
  private long repeated;

  private record Waiting(Path file, int missing, BitSet there) {}

  /**
   * @param folder local, for temporary files
   */
  public Pieces(Path folder) {
    this.folder = folder;
  }

  /**
   * Emits an item, whole or in pieces.
   *
   * @param name name of the item; only equal items may have the same name
   */
  public static void cut(EncodedItem item, Supplier<Hash128> name, Consumer<EncodedItem> out) {
    if (item.length() <= PIECE) {
      out.accept(item);
      return;
    }
    Hash128 key = name.get();
    byte[] whole = item.tagged();
    for (int from = 0; from < whole.length; from += PIECE) {
      byte[] bytes = Arrays.copyOfRange(whole, from, Math.min(whole.length, from + PIECE));
      out.accept(
          new EncodedItem(
              ItemKind.PIECE,
              ByteBuffer.allocate(HEADER + bytes.length)
                  .putLong(key.high())
                  .putLong(key.low())
                  .putInt(whole.length)
                  .putInt(from)
                  .put(bytes)
                  .array()));
    }
  }

  /**
   * Takes an item or a piece, and returns the item when it is complete. Pieces may come in any
   * order. A repeated piece, as of an item that comes twice, is ignored.
   */
  public Optional<EncodedItem> add(EncodedItem item) throws IOException {
    return item.kind() == ItemKind.PIECE ? addPiece(item.bytes()) : Optional.of(item);
  }

  private Optional<EncodedItem> addPiece(byte[] piece) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(piece);
    Hash128 key = new Hash128(in.getLong(), in.getLong());
    int length = in.getInt();
    int from = in.getInt();
    Waiting before = waiting.get(key);
    if (whole.contains(key) || before != null && before.there().get(from / PIECE)) {
      repeated += from == 0 ? 1 : 0;
      return Optional.empty();
    }
    Path file = before == null ? Files.createTempFile(folder, "pieces-", ".item") : before.file();
    int missing = (before == null ? length : before.missing()) - in.remaining();
    BitSet there = before == null ? new BitSet() : before.there();
    there.set(from / PIECE);
    waiting.put(key, new Waiting(file, missing, there));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.position(from);
      while (in.hasRemaining()) {
        channel.write(in);
      }
    }
    if (missing > 0) {
      return Optional.empty();
    }
    waiting.remove(key);
    whole.add(key);
    byte[] item = Files.readAllBytes(file);
    Files.delete(file);
    return Optional.of(EncodedItem.ofTagged(item));
  }

  /** Number of repeated items. */
  public long repeated() {
    return repeated;
  }

  /**
   * Checks that no item is incomplete.
   *
   * @throws IllegalStateException when pieces are missing
   */
  public void complete() {
    if (!waiting.isEmpty()) {
      throw new IllegalStateException(waiting.size() + " items have missing pieces");
    }
  }

  @Override
  public void close() throws IOException {
    for (Waiting each : waiting.values()) {
      Files.deleteIfExists(each.file());
    }
    waiting.clear();
  }
}
