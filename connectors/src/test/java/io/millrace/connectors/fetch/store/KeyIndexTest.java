package io.millrace.connectors.fetch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Hash128;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyIndexTest {

  @Property(tries = 100)
  void behavesLikeAMap(@ForAll @Size(max = 5000) List<@IntRange(max = 3000) Integer> keys) {
    KeyIndex index = new KeyIndex();
    Map<Integer, Long> map = new HashMap<>();
    long place = 0;
    for (int key : keys) {
      Hash128 hash = Hash128.of("key " + key);
      assertThat(index.get(hash.high(), hash.low())).isEqualTo(map.getOrDefault(key, -1L));
      index.put(hash.high(), hash.low(), place);
      map.put(key, place++);
    }
    assertThat(index.size()).isEqualTo(map.size());
    map.forEach(
        (key, at) -> {
          Hash128 hash = Hash128.of("key " + key);
          assertThat(index.get(hash.high(), hash.low())).isEqualTo(at);
        });
  }

  /** Keys with equal upper bits occupy consecutive slots, also across the end of the table. */
  @Test
  void collidingKeysStayDistinct() {
    KeyIndex index = new KeyIndex();
    for (int i = 0; i < 500; i++) {
      index.put(-1L << 32 | i, 7, i);
      index.put(-1L << 32, 1000 + i, 1000 + i);
    }
    for (int i = 0; i < 500; i++) {
      assertThat(index.get(-1L << 32 | i, 7)).isEqualTo(i);
      assertThat(index.get(-1L << 32, 1000 + i)).isEqualTo(1000 + i);
    }
    assertThat(index.get(-1, 7)).isEqualTo(-1);
  }
}
