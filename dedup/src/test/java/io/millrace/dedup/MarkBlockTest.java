package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MarkBlockTest {

  @Property(tries = 200)
  void marksRoundTrip(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int count,
      @ForAll @IntRange(min = 1, max = 130) int sketchLength) {
    TestMarks marks = new TestMarks(new SplittableRandom(seed), sketchLength);
    List<TestMarks.M> expected = marks.random(count);
    MarkBlockBuilder builder = new MarkBlockBuilder(sketchLength);
    expected.forEach(mark -> mark.addTo(builder));
    assertThat(builder.marks()).isEqualTo(count);
    int length = builder.length();
    byte[] block = builder.build();
    assertThat(block).hasSize(length);
    assertThat(TestMarks.read(block)).isEqualTo(expected);
    assertThat(TestMarks.read(builder.build())).isEmpty();
  }

  /** The byte order is the order in which the finder sorts. */
  @Property
  void byteOrderIsTheOrderOfTimestampAndId(
      @ForAll long time, @ForAll long otherTime, @ForAll long id, @ForAll long otherId) {
    byte[] left = new byte[MarkLayout.SKETCH];
    byte[] right = new byte[MarkLayout.SKETCH];
    MarkLayout.put(left, 0, Mark.TEXT, 1, 2, time, new Hash128(3, id));
    MarkLayout.put(right, 0, Mark.TEXT, 1, 2, otherTime, new Hash128(3, otherId));
    int expected =
        time != otherTime ? Long.compare(time, otherTime) : Long.compareUnsigned(id, otherId);
    assertThat(Integer.signum(MarkLayout.compare(left, 0, right, 0, 112)))
        .isEqualTo(Integer.signum(expected));
  }

  @Test
  void rejectsABlockCutAnywhere() {
    MarkBlockBuilder builder = new MarkBlockBuilder(8);
    builder.add(Mark.FIRST_BAND + 3, 99, 5, new Hash128(1, 2), new byte[8]);
    byte[] block = builder.build();
    for (int length = 0; length < block.length; length++) {
      byte[] cut = Arrays.copyOf(block, length);
      if (length == MarkBlockBuilder.HEADER) {
        assertThat(new MarkCursor(cut).next()).isFalse();
      } else {
        assertThatThrownBy(() -> new MarkCursor(cut).next())
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void rejectsOtherVersionsAndBandsWithoutSketches() {
    assertThatThrownBy(() -> new MarkCursor(new byte[] {2, 0, 0}))
        .hasMessageContaining("version 1");
    MarkBlockBuilder builder = new MarkBlockBuilder(0);
    builder.add(Mark.URL, new Hash128(1, 2), 3, new Hash128(4, 5));
    byte[] block = builder.build();
    block[MarkBlockBuilder.HEADER + MarkLayout.KIND] = Mark.FIRST_BAND;
    assertThatThrownBy(() -> new MarkCursor(block).next()).hasMessageContaining("no sketches");
  }

  @Test
  void rejectsSketchesOfTheWrongLength() {
    MarkBlockBuilder builder = new MarkBlockBuilder(8);
    assertThatThrownBy(() -> builder.add(Mark.FIRST_BAND, 1, 2, new Hash128(3, 4), new byte[7]))
        .hasMessageContaining("7 bytes");
    assertThatThrownBy(() -> new MarkBlockBuilder(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new MarkBlockBuilder(5000)).hasMessageContaining("5000");
  }

  @Property(tries = 50)
  void partitionsGetEachMarkOnceAndEachKeyInOnePlace(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int partitions) {
    TestMarks marks = new TestMarks(new SplittableRandom(seed), 8);
    List<TestMarks.M> all = marks.random(200);
    List<TestMarks.M> read = new ArrayList<>();
    TreeMap<String, Integer> places = new TreeMap<>();
    MarkPartitions out =
        new MarkPartitions(
            partitions,
            8,
            500,
            (partition, block) -> {
              assertThat(partition).isBetween(0, partitions - 1);
              assertThat(block.length).isLessThan(600);
              for (TestMarks.M mark : TestMarks.read(block)) {
                read.add(mark);
                String group = mark.kind() + " " + mark.key();
                assertThat(places.merge(group, partition, (a, b) -> a)).isEqualTo(partition);
              }
            });
    all.forEach(mark -> mark.addTo(out));
    out.flush();
    out.flush();
    assertThat(read).containsExactlyInAnyOrderElementsOf(all);
  }

  @Property(tries = 50)
  void blocksHaveMarksOfOneWindow(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int windows) {
    TestMarks marks = new TestMarks(new SplittableRandom(seed), 8);
    List<TestMarks.M> all = marks.random(300);
    List<String> expected = new ArrayList<>();
    List<String> read = new ArrayList<>();
    MarkPartitions[] out = new MarkPartitions[1];
    out[0] =
        new MarkPartitions(
            3,
            8,
            500,
            (partition, block) ->
                TestMarks.read(block).forEach(mark -> read.add(out[0].window() + " " + mark)));
    for (int i = 0; i < all.size(); i++) {
      long window = (i * 7L) % windows;
      out[0].openWindow(window);
      all.get(i).addTo(out[0]);
      expected.add(window + " " + all.get(i));
    }
    out[0].flush();
    assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void partitionsHaveEvenSizes() {
    int[] sizes = new int[10];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 100_000; i++) {
      sizes[Mark.partition(i % 16, random.nextLong(), i % 16 < 2 ? random.nextLong() : 0, 10)]++;
    }
    for (int size : sizes) {
      assertThat(size).isBetween(9_500, 10_500);
    }
  }

  @Test
  void unknownTimestampsSortLast() {
    assertThat(Mark.timestamp("2013-05-21T19:01:01Z")).isEqualTo(1369162861000L);
    assertThat(Mark.timestamp("1969-12-31T23:59:59.999Z")).isEqualTo(-1);
    assertThat(Mark.timestamp("")).isEqualTo(Mark.UNKNOWN_TIME);
    assertThat(Mark.timestamp("yesterday")).isEqualTo(Mark.UNKNOWN_TIME);
    assertThat(Mark.timestamp("+1000000000-12-31T23:59:59Z")).isEqualTo(Mark.UNKNOWN_TIME);
    assertThat(Mark.UNKNOWN_TIME).isGreaterThan(Mark.timestamp("9999-12-31T23:59:59Z"));
  }

  @Test
  void kindsHaveTheirDropReason() {
    assertThat(Mark.reason(Mark.URL)).isEqualTo(DropReason.DUPLICATE_URL);
    assertThat(Mark.reason(Mark.TEXT)).isEqualTo(DropReason.DUPLICATE_TEXT);
    assertThat(Mark.reason(Mark.FIRST_BAND)).isEqualTo(DropReason.NEAR_DUPLICATE);
    assertThat(Mark.reason(Mark.FIRST_BAND + 13)).isEqualTo(DropReason.NEAR_DUPLICATE);
  }
}
