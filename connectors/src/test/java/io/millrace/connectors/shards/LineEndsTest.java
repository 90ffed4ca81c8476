package io.millrace.connectors.shards;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class LineEndsTest {

  @Property
  void findsWhatAByteByByteSearchFinds(
      @ForAll("bytes") byte[] bytes,
      @ForAll @IntRange(max = 40) int from,
      @ForAll @IntRange(max = 40) int to) {
    int end = Math.min(to, bytes.length);
    int start = Math.min(from, end);
    int expected = start;
    while (expected < end && bytes[expected] != '\n') {
      expected++;
    }
    assertThat(LineEnds.next(bytes, start, end)).isEqualTo(expected);
  }

  /** Mostly bytes that differ from a line feed in one bit, or by one. */
  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> near = Arbitraries.of((byte) 9, (byte) 11, (byte) 0x8A, (byte) 0, (byte) 0x80);
    return Arbitraries.frequencyOf(
            Tuple.of(8, near),
            Tuple.of(1, Arbitraries.of((byte) '\n')),
            Tuple.of(1, Arbitraries.bytes()))
        .array(byte[].class)
        .ofMaxSize(40);
  }
}
