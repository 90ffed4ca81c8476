package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.dedup.image.ImageDedupSettings;
import io.millrace.dedup.image.ImageHash;
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

class ImageKeysTest {

  /**
   * Hashes around a few centres, so that many are near each other: the pairs found are those that a
   * comparison of all with all finds.
   */
  @Property(tries = 60)
  void findsWhatComparingAllWithAllFinds(
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
    ImageDedupSettings settings =
        new ImageDedupSettings(true, distance, 64, 0, 64, 1, PerLanguage.of(10), List.of(), 0);
    Path directory = Files.createTempDirectory("image-keys");
    try (DuplicateFinder finder = DuplicateFinder.ofImages(settings, 1 << 20, directory)) {
      MarkPartitions marks =
          new MarkPartitions(
              1, ImageKeys.SKETCH, 1 << 16, (partition, block) -> add(finder, block));
      ImageKeys keys = new ImageKeys(settings);
      for (int i = 0; i < hashes.size(); i++) {
        keys.mark(
            new Hash128(1, i), i, new Hash128(0, i), new ImageHash(hashes.get(i), 0, 9), marks);
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
