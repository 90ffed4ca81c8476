package io.millrace.filters.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HashSet64Test {

  /** The hashes have few upper halves, so that places collide and wrap around; zero is included. */
  @Property
  void holdsExactlyWhatWasAdded(
      @ForAll("hashes") List<Long> added, @ForAll("hashes") List<Long> asked) {
    HashSet64 set = new HashSet64();
    added.forEach(set::add);
    Set<Long> plain = new HashSet<>(added);
    long expected = asked.stream().filter(plain::contains).count();
    assertThat(set.size()).isEqualTo(plain.size());
    assertThat(count(set, asked)).isEqualTo((int) expected);
    set.trim();
    assertThat(set.size()).isEqualTo(plain.size());
    assertThat(count(set, asked)).isEqualTo((int) expected);
    assertThat(count(set, added)).isEqualTo(added.size());
  }

  @Property(tries = 5)
  void grows(@ForAll long seed) {
    HashSet64 set = new HashSet64();
    long[] block = new long[HashSet64.BLOCK];
    for (long i = 1; i <= 20_000; i++) {
      set.add((seed | 1) * i * 0x9E3779B97F4A7C15L);
    }
    assertThat(set.size()).isEqualTo(20_000);
    set.trim();
    for (int i = 0; i < block.length; i++) {
      block[i] = (seed | 1) * (i + 1) * 0x9E3779B97F4A7C15L;
    }
    assertThat(set.count(block, block.length)).isEqualTo(block.length);
  }

  @Provide
  Arbitrary<List<Long>> hashes() {
    Arbitrary<Long> upper = Arbitraries.of(0L, 1L, 0x7FFFFFFFL, 0xFFFFFFFFL);
    return upper
        .flatMap(high -> Arbitraries.longs().between(0, 40).map(low -> high << 32 | low))
        .list()
        .ofMaxSize(200);
  }

  private static int count(HashSet64 set, List<Long> hashes) {
    long[] block = hashes.stream().mapToLong(Long::longValue).toArray();
    return set.count(block, block.length);
  }
}
