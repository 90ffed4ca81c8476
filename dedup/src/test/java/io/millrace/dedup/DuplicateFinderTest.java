package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Hash128;
import io.millrace.dedup.TestMarks.M;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateFinderTest {

  private static final int SKETCH = 24;
  private static final long CHUNK = 1 << 18;

  @TempDir Path directory;

  /** The findings and their order match the reference for any order, blocks and memory. */
  @Property(tries = 80)
  void matchesTheReferenceForAnyOrderBlocksAndMemory(
      @ForAll long seed,
      @ForAll @IntRange(max = 200) int count,
      @ForAll @IntRange(min = 1, max = 4) int leaders)
      throws IOException {
    MinHashSettings settings = settings(.75, leaders);
    SplittableRandom random = new SplittableRandom(seed);
    List<M> marks = new TestMarks(random, SKETCH).random(count);
    List<DuplicateMark> expected = reference(marks, settings);
    Path temporary = Files.createTempDirectory("millrace-test-");
    // all in memory, one mark a run, and more marks a run
    for (long memory : new long[] {1 << 24, CHUNK + 64, CHUNK + 32L * (3 + random.nextInt(90))}) {
      Collections.shuffle(marks, new Random(random.nextLong()));
      List<byte[]> blocks = blocks(marks, random);
      assertThat(find(settings, memory, temporary, blocks)).isEqualTo(expected);
      assertThat(temporary).isEmptyDirectory();
    }
    Files.delete(temporary);
  }

  /** With threshold 0 the band alone decides: all but one document of each group are duplicates. */
  @Property(tries = 100)
  void everyGroupKeepsOneDocument(@ForAll long seed) throws IOException {
    List<M> marks = new TestMarks(new SplittableRandom(seed), SKETCH).random(200);
    List<byte[]> blocks = blocks(marks, new SplittableRandom(seed));
    Set<String> expected = new TreeSet<>();
    for (M mark : marks) {
      boolean smallest =
          marks.stream()
              .filter(other -> other.kind() == mark.kind() && other.key().equals(mark.key()))
              .min(Comparator.comparing(M::timestamp).thenComparing(M::id))
              .map(least -> least.id().equals(mark.id()))
              .orElseThrow();
      if (!smallest) {
        expected.add(mark.kind() + " " + mark.id());
      }
    }
    Set<String> found = new TreeSet<>();
    for (DuplicateMark mark : find(settings(0, 32), 1 << 24, Path.of("unused"), blocks)) {
      found.add(mark.kind() + " " + mark.id());
      assertThat(mark.id()).isNotEqualTo(mark.duplicateOf());
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void laterDocumentsOfAUrlAreDuplicatesAndUndatedOnesComeLast() throws IOException {
    Hash128 key = Hash128.of("example.com/a");
    MarkBlockBuilder block = new MarkBlockBuilder(0);
    block.add(Mark.URL, key, Mark.UNKNOWN_TIME, id(1));
    block.add(Mark.URL, key, 1000, id(3));
    block.add(Mark.URL, key, 1000, id(2));
    block.add(Mark.URL, key, 2000, id(2));
    block.add(Mark.TEXT, key, 0, id(9));
    block.add(Mark.URL, Hash128.of("example.com/b"), 0, id(8));
    assertThat(find(MinHashSettings.defaults(), 0, 1 << 20, List.of(block.build())))
        .containsExactly(
            new DuplicateMark(id(3), Mark.URL, id(2), 1000, 1),
            new DuplicateMark(id(1), Mark.URL, id(2), 1000, 1));
  }

  @Test
  void findingsNameTheSmallestSimilarLeader() throws IOException {
    byte[] first = sketch(1);
    byte[] second = sketch(2);
    byte[] likeSecond = second.clone();
    likeSecond[0]++;
    byte[] between = second.clone();
    System.arraycopy(first, 0, between, 0, SKETCH / 2);
    MarkBlockBuilder block = new MarkBlockBuilder(SKETCH);
    block.add(Mark.FIRST_BAND, 7, 40, id(4), between);
    block.add(Mark.FIRST_BAND, 7, 10, id(1), first);
    block.add(Mark.FIRST_BAND, 7, 30, id(3), likeSecond);
    block.add(Mark.FIRST_BAND, 7, 20, id(2), second);
    block.add(Mark.FIRST_BAND + 1, 7, 5, id(5), likeSecond);
    List<byte[]> blocks = List.of(block.build());
    double similarity = Sketches.similarity(SKETCH - 1, SKETCH);
    assertThat(find(settings(.75, 32), SKETCH, 1 << 20, blocks))
        .containsExactly(new DuplicateMark(id(3), Mark.FIRST_BAND, id(2), 20, similarity));
    assertThat(find(settings(.75, 1), SKETCH, 1 << 20, blocks))
        .as("with one leader, the second document is no leader")
        .isEmpty();
    double half = Sketches.similarity(SKETCH / 2, SKETCH);
    assertThat(find(settings(half, 32), SKETCH, 1 << 20, blocks))
        .as("both leaders match the fourth document at exactly the threshold: the first counts")
        .contains(new DuplicateMark(id(4), Mark.FIRST_BAND, id(1), 10, half));
  }

  @Test
  void aMillionMarksOfOneKeyTakeLinearTime() throws IOException {
    int count = 1_000_000;
    Hash128 key = Hash128.of("hot");
    SplittableRandom random = new SplittableRandom(3);
    int[] found = new int[1];
    try (DuplicateFinder finder =
        new DuplicateFinder(MinHashSettings.defaults(), 0, 16 << 20, directory)) {
      MarkBlockBuilder block = new MarkBlockBuilder(0);
      for (int i = 0; i < count; i++) {
        block.add(Mark.TEXT, key, random.nextLong(), id(i));
        if (block.marks() == 10_000) {
          finder.add(block.build());
        }
      }
      assertThat(directory).isNotEmptyDirectory();
      finder.find(mark -> found[0]++);
    }
    assertThat(found[0]).isEqualTo(count - 1);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void dissimilarDocumentsOfOneBandAreComparedWithFewLeaders() throws IOException {
    int count = 200_000;
    SplittableRandom random = new SplittableRandom(4);
    MarkBlockBuilder block = new MarkBlockBuilder(SKETCH);
    for (int i = 0; i < count; i++) {
      byte[] sketch = new byte[SKETCH];
      random.nextBytes(sketch);
      block.add(Mark.FIRST_BAND, 1, random.nextLong(), id(i), sketch);
    }
    assertThat(find(settings(.75, 32), SKETCH, 64 << 20, List.of(block.build()))).isEmpty();
  }

  @Test
  void failuresLeaveNoFiles() throws IOException {
    List<byte[]> blocks =
        blocks(new TestMarks(new SplittableRandom(1), SKETCH).random(100), new SplittableRandom(2));
    DuplicateFinder finder = new DuplicateFinder(settings(.75, 4), SKETCH, 0, directory);
    for (byte[] block : blocks) {
      finder.add(block);
    }
    assertThat(directory).isNotEmptyDirectory();
    assertThatThrownBy(() -> finder.add(new byte[] {9, 9, 9}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(directory).isEmptyDirectory();

    DuplicateFinder other = new DuplicateFinder(settings(.75, 4), SKETCH, 0, directory);
    for (byte[] block : blocks) {
      other.add(block);
    }
    assertThatThrownBy(
            () ->
                other.find(
                    mark -> {
                      throw new UncheckedIOException(new IOException("no room"));
                    }))
        .hasMessageContaining("no room");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void closingEarlyDeletesTheFiles() throws IOException {
    try (DuplicateFinder finder = new DuplicateFinder(settings(.75, 4), SKETCH, 0, directory)) {
      for (byte[] block :
          blocks(
              new TestMarks(new SplittableRandom(1), SKETCH).random(50), new SplittableRandom(2))) {
        finder.add(block);
      }
      assertThat(directory).isNotEmptyDirectory();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aMissingDirectoryIsAnErrorOnlyWhenItIsNeeded() throws IOException {
    Path missing = directory.resolve("missing");
    List<byte[]> blocks =
        blocks(new TestMarks(new SplittableRandom(1), SKETCH).random(50), new SplittableRandom(2));
    assertThat(find(settings(.75, 4), 1 << 20, missing, blocks)).isNotEmpty();
    assertThatThrownBy(() -> find(settings(.75, 4), 0, missing, blocks))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void rejectsABlockWithSketchesOfAnotherLength() {
    assertThatThrownBy(
            () -> find(settings(.75, 4), SKETCH, 1 << 20, List.of(new MarkBlockBuilder(8).build())))
        .hasMessageContaining("8 bytes, must have " + SKETCH);
  }

  /** Reference implementation with lists. */
  private static List<DuplicateMark> reference(List<M> marks, MinHashSettings settings) {
    List<M> sorted = new ArrayList<>(marks);
    sorted.sort(
        Comparator.comparing(M::key)
            .thenComparing(M::kind)
            .thenComparing(M::timestamp)
            .thenComparing(M::id)
            .thenComparing(M::sketch));
    List<DuplicateMark> found = new ArrayList<>();
    List<M> leaders = new ArrayList<>();
    M last = null;
    for (M mark : sorted) {
      if (last == null || !last.key().equals(mark.key()) || last.kind() != mark.kind()) {
        leaders.clear();
      }
      last = mark;
      boolean original = true;
      for (M leader : leaders) {
        boolean band = mark.kind() >= Mark.FIRST_BAND;
        double similarity = band ? Sketches.similarity(mark.bytes(), leader.bytes()) : 1;
        boolean self = mark.id().equals(leader.id());
        if (self || similarity >= settings.threshold()) {
          original = false;
          if (!self) {
            found.add(
                new DuplicateMark(
                    mark.id(), mark.kind(), leader.id(), leader.timestamp(), similarity));
          }
          break;
        }
      }
      if (original && leaders.size() < settings.leaders()) {
        leaders.add(mark);
      }
    }
    return found;
  }

  private static List<byte[]> blocks(List<M> marks, SplittableRandom random) {
    List<byte[]> blocks = new ArrayList<>();
    MarkBlockBuilder builder = new MarkBlockBuilder(SKETCH);
    for (M mark : marks) {
      mark.addTo(builder);
      if (random.nextInt(20) == 0) {
        blocks.add(builder.build());
      }
    }
    blocks.add(builder.build());
    return blocks;
  }

  private List<DuplicateMark> find(
      MinHashSettings settings, int sketchLength, long memory, List<byte[]> blocks)
      throws IOException {
    return find(settings, sketchLength, memory, directory, blocks);
  }

  private static List<DuplicateMark> find(
      MinHashSettings settings, long memory, Path directory, List<byte[]> blocks)
      throws IOException {
    return find(settings, SKETCH, memory, directory, blocks);
  }

  private static List<DuplicateMark> find(
      MinHashSettings settings, int sketchLength, long memory, Path directory, List<byte[]> blocks)
      throws IOException {
    List<DuplicateMark> found = new ArrayList<>();
    try (DuplicateFinder finder = new DuplicateFinder(settings, sketchLength, memory, directory)) {
      for (byte[] block : blocks) {
        finder.add(block);
      }
      finder.find(found::add);
    }
    return found;
  }

  private static MinHashSettings settings(double threshold, int leaders) {
    return new MinHashSettings(5, 4, 6, threshold, leaders, 1);
  }

  private static byte[] sketch(int seed) {
    byte[] sketch = new byte[SKETCH];
    for (int i = 0; i < SKETCH; i++) {
      sketch[i] = (byte) (i * 3 + seed);
    }
    return sketch;
  }

  private static Hash128 id(int number) {
    return new Hash128(0, number);
  }
}
