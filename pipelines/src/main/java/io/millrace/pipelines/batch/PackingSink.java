package io.millrace.pipelines.batch;

import io.millrace.pipelines.flow.KeyedSink;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.PackedItems;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hands items on in packs: what lies between two steps is written down, read again for each output,
 * and sorted, and all of that costs by the byte and by the record.
 */
final class PackingSink implements KeyedSink {

  /** A pack is handed on from this size, before it is compressed. */
  private static final int PACK_BYTES = 1 << 17;

  /** All packs together; with many shards they are handed on before they are full. */
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

  /** Hands on what is left. */
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
