package io.millrace.pipelines.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class PackedItemsTest {

  private static EncodedItem text(byte[] bytes) {
    return new EncodedItem(ItemKind.TEXT, bytes);
  }

  private static List<EncodedItem> texts(List<byte[]> items) {
    return items.stream().map(PackedItemsTest::text).toList();
  }

  private static PackedItems of(Iterable<EncodedItem> items) {
    PackedItems packed = new PackedItems();
    items.forEach(packed::add);
    return packed;
  }

  private static List<EncodedItem> listed(Iterable<EncodedItem> items) {
    List<EncodedItem> list = new ArrayList<>();
    items.forEach(list::add);
    return list;
  }

  @Property
  void keepsTheOrderOfItems(@ForAll List<byte[]> contents) {
    List<EncodedItem> items = texts(contents);
    PackedItems packed = of(items);
    byte[] bytes = packed.packed();
    List<EncodedItem> found = new ArrayList<>();
    PackedItems.items(bytes, 0, packed.size()).forEachRemaining(found::add);
    assertThat(found).containsExactlyElementsOf(items);
  }

  @Property
  void unpacksPacksAmongOtherItems(
      @ForAll @NotEmpty List<byte[]> some, @ForAll @NotEmpty List<byte[]> others) {
    List<EncodedItem> first = texts(some);
    List<EncodedItem> second = texts(others);
    EncodedItem alone = new EncodedItem(ItemKind.DUPLICATE, new byte[] {1, 2, 3});
    PackedItems packed = of(first);
    EncodedItem one = packed.takeItem();
    assertThat(packed.isEmpty()).isTrue();
    second.forEach(packed::add);
    List<EncodedItem> expected = new ArrayList<>(first);
    expected.add(alone);
    expected.addAll(second);
    assertThat(listed(PackedItems.items(List.of(one, alone, packed.takeItem()))))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void packedTextsAreSmaller() {
    PackedItems packed = new PackedItems();
    for (int i = 0; i < 100; i++) {
      packed.add(
          text(("The mill stands by the river, number " + i).getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(packed.packed().length).isLessThan(packed.size() / 5);
  }

  @Test
  void packsALargeItem() {
    byte[] large = new byte[40 << 20];
    large[large.length - 1] = 7;
    assertThat(
            listed(PackedItems.items(List.of(of(texts(List.of(new byte[3], large))).takeItem()))))
        .containsExactly(text(new byte[3]), text(large));
  }

  @Test
  void reportsDamage() {
    PackedItems packed = of(texts(List.of("some text".getBytes(StandardCharsets.UTF_8))));
    byte[] bytes = packed.packed();
    int size = packed.size();
    assertThatThrownBy(() -> PackedItems.items(bytes, 1, size))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PackedItems.items(bytes, 0, size + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bytes, not");
  }
}
