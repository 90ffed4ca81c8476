package io.millrace.langid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BucketsTest {

  @Property
  void rowOfAHashIsItsRemainder(@ForAll int[] hashes, @ForAll @IntRange(min = 1) int count) {
    int[] rows = new int[hashes.length + 3];
    assertThat(Buckets.all(count, 0).rows(hashes, hashes.length, rows, 3)).isEqualTo(rows.length);
    int[] expected = Arrays.stream(hashes).map(h -> Integer.remainderUnsigned(h, count)).toArray();
    assertThat(Arrays.copyOfRange(rows, 3, rows.length)).containsExactly(expected);
  }

  @Property
  void keptBucketsHaveRowsInOrder(
      @ForAll @Size(max = 60) Set<@IntRange(max = 299) Integer> kept, @ForAll int[] hashes)
      throws IOException {
    int[] sorted = kept.stream().mapToInt(bucket -> bucket).sorted().toArray();
    Buckets buckets = Buckets.pruned(300, 7, sorted);
    int[] rows = new int[hashes.length];
    int end = buckets.rows(hashes, hashes.length, rows, 0);
    int[] expected =
        Arrays.stream(hashes)
            .map(h -> Arrays.binarySearch(sorted, Integer.remainderUnsigned(h, 300)))
            .filter(rank -> rank >= 0)
            .map(rank -> rank + 7)
            .toArray();
    assertThat(Arrays.copyOf(rows, end)).containsExactly(expected);
  }

  @Test
  void rejectsBucketsOutOfRangeOrRepeated() {
    assertThatThrownBy(() -> Buckets.pruned(300, 0, new int[] {300}))
        .isInstanceOf(IOException.class)
        .hasMessage("fastText model is corrupted: kept bucket 300");
    assertThatThrownBy(() -> Buckets.pruned(300, 0, new int[] {5, 5}))
        .isInstanceOf(IOException.class);
  }
}
