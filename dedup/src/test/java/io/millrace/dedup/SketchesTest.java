package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SketchesTest {

  /** Values from -1 to 1, so that many are equal. */
  @Property
  void countsEqualBytesAtAnyPlace(
      @ForAll @Size(40) @ByteRange(min = -1, max = 1) byte[] left,
      @ForAll @Size(40) @ByteRange(min = -1, max = 1) byte[] right,
      @ForAll @IntRange(max = 7) int leftFrom,
      @ForAll @IntRange(max = 7) int rightFrom,
      @ForAll @IntRange(max = 33) int length) {
    int expected = 0;
    for (int i = 0; i < length; i++) {
      expected += left[leftFrom + i] == right[rightFrom + i] ? 1 : 0;
    }
    assertThat(Sketches.equalBytes(left, leftFrom, right, rightFrom, length)).isEqualTo(expected);
  }

  @Property
  void detectsEachSingleBit(@ForAll @Size(16) byte[] sketch, @ForAll @IntRange(max = 127) int bit) {
    byte[] other = sketch.clone();
    other[bit / 8] ^= (byte) (1 << bit % 8);
    assertThat(Sketches.equalBytes(sketch, 0, other, 0, 16)).isEqualTo(15);
  }

  @Test
  void correctsForEqualBytesByChance() {
    byte[] zeros = new byte[256];
    byte[] ones = new byte[256];
    Arrays.fill(ones, (byte) 1);
    assertThat(Sketches.similarity(zeros, zeros)).isEqualTo(1);
    assertThat(Sketches.similarity(zeros, ones)).isZero();
    ones[7] = 0;
    assertThat(Sketches.similarity(zeros, ones))
        .as("1 of 256 equal, as expected by chance")
        .isZero();
    Arrays.fill(ones, 0, 128, (byte) 0);
    assertThat(Sketches.similarity(zeros, ones)).isCloseTo(127 / 255.0, within(1e-12));
  }

  @Test
  void rejectsSketchesOfDifferentLength() {
    assertThatThrownBy(() -> Sketches.similarity(new byte[3], new byte[4]))
        .hasMessageContaining("3 and 4");
    assertThatThrownBy(() -> Sketches.similarity(new byte[0], new byte[0]))
        .hasMessageContaining("0 and 0");
  }
}
