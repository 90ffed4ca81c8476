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
 * Huge items cross the engine in pieces and are put together where they meet. Flink refuses a
 * record that does not fit into one of its sort buffers, which are about 32 MB on the embedded
 * engine. Pieces that wait for the others of their item are in a file.
 */
public final class Pieces implements Closeable {

  /** Largest piece; what is smaller crosses as it is. */
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
   * Hands on an item, whole or in pieces.
   *
   * @param name name of the item, which no other item of the run has unless it is equal
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
   * Takes an item as it crossed; gives it back when it is whole: one that was cut with its last
   * piece. Pieces may come in any order. One that comes again, as all do of an item that comes
   * again under its name, counts for nothing.
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

  /** Items that came again under their name. */
  public long repeated() {
    return repeated;
  }

  /**
   * @throws IllegalStateException if pieces are missing
   */
  public void complete() {
    if (!waiting.isEmpty()) {
      throw new IllegalStateException(waiting.size() + " documents came only in part");
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
