package io.millrace.images.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.PerLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HammingIndexTest {

  /** Hashes in clusters, so that pairs of every small distance occur. */
  private static long[] clusters(Random random, int count) {
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = i % 5 == 0 ? random.nextLong() : flip(hashes[i - 1], random.nextInt(6), random);
    }
    return hashes;
  }

  private static long flip(long hash, int bits, Random random) {
    long changed = hash;
    for (int i = 0; i < bits; i++) {
      changed ^= 1L << random.nextInt(64);
    }
    return changed;
  }

  @Property(tries = 60)
  void indexAgreesWithComparingAll(
      @ForAll long seed, @ForAll @IntRange(max = HammingIndex.MAX_DISTANCE) int distance) {
    Random random = new Random(seed);
    long[] hashes = clusters(random, random.nextInt(200));
    HammingIndex index = new HammingIndex(hashes);
    for (int query = 0; query < 20; query++) {
      long hash =
          hashes.length == 0
              ? random.nextLong()
              : flip(hashes[random.nextInt(hashes.length)], random.nextInt(14), random);
      int[] all =
          IntStream.range(0, hashes.length)
              .filter(i -> Long.bitCount(hashes[i] ^ hash) <= distance)
              .toArray();
      int best =
          IntStream.of(all)
              .boxed()
              .min(
                  Comparator.<Integer>comparingInt(i -> Long.bitCount(hashes[i] ^ hash))
                      .thenComparingInt(i -> i))
              .orElse(-1);
      assertThat(index.nearest(hash, distance)).isEqualTo(best);
    }
  }

  private static ImageHash hash(long bits) {
    return new ImageHash(bits, 0, 9);
  }

  @Test
  void evaluationSetsAreRead(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("hashes.txt");
    Files.writeString(file, "# COCO\n\nff00ff00ff00ff00  one two\n00000000000000FF\n");
    EvaluationHashes hashes = EvaluationHashes.read(with(file));
    assertThat(hashes.nearest(hash(0xff00ff00ff00ff03L)))
        .contains(new EvaluationHashes.Match("one two", 2));
    assertThat(hashes.nearest(hash(0xff)))
        .contains(new EvaluationHashes.Match("00000000000000FF", 0));
    assertThat(hashes.nearest(hash(0xff0000000000L))).isEmpty();
    for (String wrong : new String[] {"xyz", "ff00ff00ff00ff0", "ff00ff00ff00ff00a", "# none"}) {
      Files.writeString(file, wrong);
      assertThatThrownBy(() -> EvaluationHashes.read(with(file)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("evaluation_hashes");
    }
    assertThatThrownBy(() -> EvaluationHashes.read(with(dir.resolve("none"))))
        .hasMessageContaining("not a file");
  }

  private static ImageDedupSettings with(Path file) {
    return new ImageDedupSettings(
        true, 4, 12, 2, 32, 20, PerLanguage.of(10), List.of(file.toString()), 4);
  }
}
