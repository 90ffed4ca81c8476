package io.millrace.pipelines.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.corpus.InputRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** All workers share files that cannot be cut, and each record is taken once. */
class ReadingPlanTest {

  private static final long SPLIT_BYTES = 100;

  private final ReadingPlan plan = new ReadingPlan();

  private void add(String path, long size, int splits) {
    List<Split> all = new ArrayList<>();
    for (int i = 0; i < splits; i++) {
      all.add(new Split(path, i, i + 1L));
    }
    plan.add(0, all, size, SPLIT_BYTES);
  }

  private List<Integer> partsOf(String path, int workers) {
    return plan.splits(workers).stream()
        .filter(split -> split.split().path().equals(path))
        .map(InputSplit::parts)
        .toList();
  }

  @Test
  void oneFileIsSharedByAllWorkersUpToEight() {
    add("one.jsonl.gz", 1000, 1);
    assertThat(partsOf("one.jsonl.gz", 1)).containsExactly(1);
    assertThat(partsOf("one.jsonl.gz", 3)).containsExactly(3, 3, 3);
    assertThat(partsOf("one.jsonl.gz", 64)).hasSize(8).containsOnly(8);
    assertThat(plan.splits(3).stream().map(InputSplit::part)).containsExactly(0, 1, 2);
  }

  @Test
  void sharesNoSmallOrSplitFiles() {
    add("small.jsonl.gz", SPLIT_BYTES, 1);
    assertThat(partsOf("small.jsonl.gz", 4)).containsExactly(1);
    add("cut.jsonl", 1000, 3);
    assertThat(partsOf("cut.jsonl", 4)).containsExactly(1, 1, 1);
    add("empty.jsonl.gz", 0, 1);
    assertThat(partsOf("empty.jsonl.gz", 4)).containsExactly(1);
  }

  @Test
  void partsFollowFromTheWorkersShare() {
    add("large.jsonl.gz", 3000, 1);
    add("other.jsonl.gz", 1000, 1);
    assertThat(plan.bytes()).isEqualTo(4000);
    assertThat(partsOf("large.jsonl.gz", 4)).containsExactly(3, 3, 3);
    assertThat(partsOf("other.jsonl.gz", 4)).containsExactly(1);
  }

  @Property
  void manyFilesAreNotShared(@ForAll @IntRange(min = 2, max = 16) int workers) {
    ReadingPlan files = new ReadingPlan();
    for (int i = 0; i < workers; i++) {
      Split split = new Split("file-" + i, 0, Long.MAX_VALUE);
      files.add(0, List.of(split), 1000 + 100 * (i % 3), SPLIT_BYTES);
    }
    assertThat(files.splits(workers)).hasSize(workers);
  }

  @Property
  void allPartsTogetherHaveAllRecords(
      @ForAll @IntRange(max = 200) int found, @ForAll @IntRange(min = 1, max = 9) int parts) {
    List<String> taken = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int before = taken.size();
      EveryNth sink = new EveryNth(namesTo(taken), part, parts);
      for (int i = 0; i < found; i++) {
        sink.skip(Integer.toString(i));
      }
      assertThat(taken.size() - before).isBetween(found / parts, found / parts + 1);
    }
    assertThat(taken).hasSize(found);
    assertThat(new TreeSet<>(taken)).hasSize(found);
  }

  private static RecordSink namesTo(List<String> taken) {
    return new RecordSink() {
      @Override
      public void accept(InputRecord record) {
        throw new IllegalStateException("no record was found");
      }

      @Override
      public void skip(String kind) {
        taken.add(kind);
      }
    };
  }

  @Property
  void splitRoundTripsThroughItsLine(
      @ForAll String path,
      @ForAll @IntRange(max = 99) int input,
      @ForAll long start,
      @ForAll @IntRange(max = 7) int part) {
    InputSplit split =
        new InputSplit(input, new Split(path, start, Long.MAX_VALUE), part, part + 1, start);
    assertThat(InputSplit.parse(split.toLine())).isEqualTo(split);
  }
}
