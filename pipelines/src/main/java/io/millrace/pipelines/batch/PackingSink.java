package io.millrace.pipelines.batch;

import io.millrace.pipelines.flow.KeyedSink;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.PackedItems;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Emits items in compressed packs. Flink writes, reads and sorts what crosses a shuffle, which
 * costs time per byte and per record.
 */
final class PackingSink implements KeyedSink {

  /** A pack of this size is emitted; before compression. */
  private static final int PACK_BYTES = 1 << 17;

  /** Most bytes of all packs together; with many shards, packs are emitted before they are full. */
  private static final int ALL_BYTES = 1 << 23;

  private record Key(long window, int key) {}

  private final KeyedSink out;
  private final Map<Key, PackedItems> packs = new LinkedHashMap<>();
  private long held;

  PackingSink(KeyedSink out) {
    this.out = out;
  }

  @Override
  public void accept(long window, int key, EncodedItem item) {
    Key to = new Key(window, key);
    PackedItems pack = packs.computeIfAbsent(to, k -> new PackedItems());
    held += pack.add(item);
    if (pack.size() >= PACK_BYTES) {
      handOn(to, pack);
    }
    if (held >= ALL_BYTES) {
      flush();
    }
  }

  /** Emits all packs. */
  void flush() {
    packs.forEach(this::handOn);
    packs.clear();
  }

  private void handOn(Key to, PackedItems pack) {
    if (!pack.isEmpty()) {
      held -= pack.size();
      out.accept(to.window(), to.key(), pack.takeItem());
    }
  }
}
