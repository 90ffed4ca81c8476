package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HashKeysTest {

  /**
   * The findings match a comparison of all pairs. The hashes lie around a few centres, so that many
   * are near each other.
   */
  @Property(tries = 60)
  void matchesAComparisonOfAllPairs(
      @ForAll @IntRange(min = 0, max = 8) int distance, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    long[] centres = random.longs(5).toArray();
    List<Long> hashes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long hash = centres[random.nextInt(centres.length)];
      for (int flips = random.nextInt(10); flips > 0; flips--) {
        hash ^= 1L << random.nextInt(Long.SIZE);
      }
      hashes.add(hash);
    }
    TreeMap<Integer, Integer> found = new TreeMap<>();
    Path directory = Files.createTempDirectory("hash-keys");
    try (DuplicateFinder finder = DuplicateFinder.ofHashes(64, distance, 64, 1 << 20, directory)) {
      MarkPartitions marks =
          new MarkPartitions(1, HashKeys.SKETCH, 1 << 16, (partition, block) -> add(finder, block));
      HashKeys keys = new HashKeys(distance);
      for (int i = 0; i < hashes.size(); i++) {
        keys.mark(new Hash128(1, i), i, new Hash128(0, i), hashes.get(i), 0, marks);
      }
      marks.flush();
      finder.find(
          mark -> {
            assertThat(mark.reason()).isEqualTo(DropReason.NEAR_IMAGE);
            found.merge((int) mark.id().low(), (int) mark.duplicateOf().low(), Math::min);
          });
    }
    Files.delete(directory);
    for (int i = 0; i < hashes.size(); i++) {
      boolean near = false;
      for (int j = 0; j < i; j++) {
        near |= Long.bitCount(hashes.get(i) ^ hashes.get(j)) <= distance && !found.containsKey(j);
      }
      if (near) {
        assertThat(found).containsKey(i);
      }
      if (found.containsKey(i)) {
        assertThat(Long.bitCount(hashes.get(i) ^ hashes.get(found.get(i))))
            .isLessThanOrEqualTo(distance);
      }
    }
  }

  private static void add(DuplicateFinder finder, byte[] block) {
    try {
      finder.add(block);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
