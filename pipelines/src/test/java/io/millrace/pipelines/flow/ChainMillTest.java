package io.millrace.pipelines.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.testing.Plans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker's chain says what each stage has cost, and opens the window of each record. */
class ChainMillTest {

  private static final String RECIPE =
      "inputs: [{jsonl: x}]\nstages: [gopher-quality, c4]\noutput: {shards: 1}\n";

  @TempDir private Path folder;

  private static Judged judge(ChainMill mill, String text) {
    String id = Hash128.of(text).toHex();
    return mill.chain().judge(new Document(id, text, "", "", "", "en", 1, new TreeMap<>()));
  }

  private static SortedMap<String, Long> records(ChainMill mill) {
    SortedMap<String, Long> seen = new TreeMap<>();
    mill.takeStageTimes((stage, nanos, records, bytes) -> seen.put(stage, records));
    return seen;
  }

  @Test
  void costsAreThoseSinceTheLastCall() throws IOException {
    ChainMill mill = new ChainMill(Plans.of(RECIPE, folder));
    judge(mill, "one");
    judge(mill, "two");
    assertThat(records(mill)).containsEntry("gopher-quality", 2L);
    assertThat(records(mill)).containsEntry("gopher-quality", 0L);
    judge(mill, "three");
    assertThat(records(mill)).containsEntry("gopher-quality", 1L);
  }

  @Test
  void aRecordWithoutATimeBelongsToTheWindowOfItsArrival() throws IOException {
    String windows = "inputs: [{jsonl: x}]\nstages: []\nwindows: {size: 1h}\noutput: {shards: 1}\n";
    ChainMill mill = new ChainMill(Plans.of(windows, folder));
    long hour = 3_600_000;
    assertThat(mill.openWindow("1970-01-01T05:59:59Z", 0)).isEqualTo(5 * hour);
    assertThat(mill.openWindow("", 7 * hour + 1)).isEqualTo(7 * hour);
    assertThat(mill.openWindow("yesterday", 8 * hour)).isEqualTo(8 * hour);
  }

  @Test
  void withoutWindowsAllBelongsToOne() throws IOException {
    ChainMill mill = new ChainMill(Plans.of(RECIPE, folder));
    long before = mill.openWindow("", 0);
    assertThat(mill.openWindow("1970-01-01T05:59:59Z", 7)).isEqualTo(before);
  }

  @Test
  void aSmallItemIsSentWholeAndNeedsNoName() throws IOException {
    ChainMill mill = new ChainMill(Plans.of(RECIPE, folder));
    List<Integer> shards = new ArrayList<>();
    mill.send(
        judge(mill, "text"),
        () -> {
          throw new AssertionError("a small item was named");
        },
        (window, shard, item) -> shards.add(shard));
    assertThat(shards).containsExactly(0);
  }
}
