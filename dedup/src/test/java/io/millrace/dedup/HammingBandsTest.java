package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HammingBandsTest {

  private static long flip(long hash, int bits, Random random) {
    long changed = hash;
    for (int i = 0; i < bits; i++) {
      changed ^= 1L << random.nextInt(64);
    }
    return changed;
  }

  @Property(tries = 500)
  void everyNearPairSharesABand(
      @ForAll long hash,
      @ForAll long seed,
      @ForAll @IntRange(max = HammingBands.MAX_DISTANCE) int distance) {
    HammingBands bands = new HammingBands(distance);
    long other = flip(hash, distance, new Random(seed));
    assertThat(IntStream.range(0, bands.count()))
        .anyMatch(band -> bands.key(band, hash) == bands.key(band, other));
  }

  @Test
  void bandsCoverAllBits() {
    for (int distance = 0; distance <= HammingBands.MAX_DISTANCE; distance++) {
      HammingBands bands = new HammingBands(distance);
      long all = 0;
      for (int band = 0; band < bands.count(); band++) {
        all |= bands.key(band, -1L);
        assertThat(Long.bitCount(bands.key(band, -1L)))
            .isBetween(128 / (distance + 2) - 1, 128 / (distance + 2) + 2);
      }
      assertThat(all).isEqualTo(-1L);
      assertThat(bands.count()).isEqualTo((distance + 2) * (distance + 1) / 2);
    }
  }
}
