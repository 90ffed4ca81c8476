package io.millrace.pipelines.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ItemCoderTest {

  @Property
  void itemsRoundTrip(@ForAll ItemKind kind, @ForAll byte[] bytes) throws Exception {
    EncodedItem item = new EncodedItem(kind, bytes);
    byte[] encoded = CoderUtils.encodeToByteArray(ItemCoder.of(), item);
    assertThat(CoderUtils.decodeFromByteArray(ItemCoder.of(), encoded)).isEqualTo(item);
    assertThat(EncodedItem.ofTagged(item.tagged())).isEqualTo(item);
    assertThat(encoded).endsWith(item.tagged());
    assertThat(ItemCoder.of().getEncodedElementByteSize(item)).isEqualTo(encoded.length);
  }

  @Test
  void coderHasAUrnAndIsDeterministic() throws Coder.NonDeterministicException {
    assertThat(ItemCoder.of()).hasToString("millrace:coder:item:v1");
    ItemCoder.keyed().verifyDeterministic();
  }

  @Test
  void tagsAreUnique() {
    assertThat(ItemKind.values()).allMatch(kind -> ItemKind.of(kind.tag()) == kind);
    assertThat(Arrays.stream(ItemKind.values()).map(ItemKind::tag)).doesNotHaveDuplicates();
    assertThat(ItemKind.values()).allMatch(kind -> kind.version() == 1);
  }

  @Test
  void rejectsUnknownAndTruncatedItems() {
    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(ItemCoder.of(), new byte[] {2, 99, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("99");
    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(ItemCoder.of(), new byte[] {5, 1, 0}))
        .hasRootCauseInstanceOf(EOFException.class);
    for (int tag : new int[] {-1, 0, 12, 127}) {
      assertThatThrownBy(() -> ItemKind.of(tag)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
