package io.millrace.pipelines.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.item.PackedItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Items reach their window and key in packs, in order, and few are held in memory. */
class PackingSinkTest {

  private static final int WINDOWS = 2;

  private final SortedMap<String, List<EncodedItem>> packs = new TreeMap<>();
  private final PackingSink sink =
      new PackingSink(
          (window, key, item) ->
              packs.computeIfAbsent(window + "/" + key, k -> new ArrayList<>()).add(item));

  private SortedMap<String, List<EncodedItem>> add(int keys, int items, int length) {
    SortedMap<String, List<EncodedItem>> added = new TreeMap<>();
    Random random = new Random(5);
    for (int i = 0; i < items; i++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      EncodedItem item = new EncodedItem(ItemKind.TEXT, bytes);
      int window = i % WINDOWS;
      int key = i / WINDOWS % keys;
      sink.accept(window, key, item);
      added.computeIfAbsent(window + "/" + key, k -> new ArrayList<>()).add(item);
    }
    return added;
  }

  private void assertSame(SortedMap<String, List<EncodedItem>> added) {
    assertThat(packs.keySet()).isEqualTo(added.keySet());
    added.forEach(
        (key, items) -> {
          List<EncodedItem> found = new ArrayList<>();
          PackedItems.items(packs.get(key)).forEach(found::add);
          assertThat(found).containsExactlyElementsOf(items);
        });
  }

  @Test
  void holdsFewItemsUntilFlush() {
    SortedMap<String, List<EncodedItem>> added = add(3, 60, 100);
    assertThat(packs).isEmpty();
    sink.flush();
    assertSame(added);
    assertThat(packs.values()).allMatch(each -> each.size() == 1);
  }

  @Test
  void emitsFullPacksImmediately() {
    SortedMap<String, List<EncodedItem>> added = add(1, 400, 1 << 14);
    long sent = packs.values().stream().flatMap(List::stream).mapToLong(EncodedItem::length).sum();
    assertThat(400L * (1 << 14) - sent).isLessThan(WINDOWS << 17);
    sink.flush();
    assertSame(added);
  }

  @Test
  void limitsTheMemoryOfManyKeys() {
    SortedMap<String, List<EncodedItem>> added = add(2_000, 40_000, 1 << 10);
    long sent = packs.values().stream().flatMap(List::stream).mapToLong(EncodedItem::length).sum();
    assertThat(40_000L * (1 << 10) - sent).isLessThan(1 << 23);
    sink.flush();
    assertSame(added);
  }
}
