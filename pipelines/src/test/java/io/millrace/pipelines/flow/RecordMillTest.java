package io.millrace.pipelines.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.testing.Plans;
import io.millrace.pipelines.testing.Plans.Received;
import io.millrace.pipelines.testing.Plans.Sent;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every record that is read leaves as one item for its shard, and the counts say how many. */
class RecordMillTest {

  private static final String TWO_STAGES =
      "inputs: [{jsonl: x}]\nstages: [gopher-quality, dedup-exact]\noutput: {shards: 3}\n";

  private static final String IN_WINDOWS =
      "inputs: [{jsonl: x}]\nstages: []\nwindows: {size: 1h}\noutput: {shards: 1}\n";

  private static final ShardItemCodec CODEC = new ShardItemCodec();

  @TempDir private Path folder;

  private final Received received = new Received();

  private static Document document(int number, String timestamp, String text) {
    String id = new Hash128(number, number).toHex();
    return new Document(id, text, "", timestamp, "s", "en", 1, new TreeMap<>());
  }

  private static List<ShardItem> decoded(List<Sent> sent) {
    return sent.stream().map(each -> CODEC.decode(each.item())).toList();
  }

  private static List<Judged> documents(List<Sent> sent) {
    List<Judged> documents = new ArrayList<>();
    for (ShardItem each : decoded(sent)) {
      if (each instanceof ShardItem.Text text) {
        documents.add(text.judged());
      }
    }
    return documents;
  }

  @Test
  void recordsGoToTheShardsOfTheirIdsAndTheirNumberToTheFirst() throws IOException {
    RecordMill.Batch batch = received.begin(Plans.of(TWO_STAGES, folder), "split");
    for (int number = 0; number < 20; number++) {
      batch.entrance().accept(document(number, "", "Too short to be kept, number " + number));
    }
    batch.entrance().skip("robots_txt");
    batch.entrance().skip("robots_txt");
    batch.end("jsonl");
    for (Sent each : received.texts.subList(0, 20)) {
      Hash128 id = ((ShardItem.Text) CODEC.decode(each.item())).judged().id();
      assertThat(each.key()).isEqualTo(Shards.shardOf(id, 3));
      assertThat(each.window()).isEqualTo(WindowTimes.WHOLE);
    }
    assertThat(documents(received.texts)).hasSize(20).allMatch(each -> each.ended().isPresent());
    Sent counts = received.texts.get(20);
    assertThat(counts.key()).isZero();
    assertThat(CODEC.decode(counts.item()))
        .isEqualTo(new ShardItem.ReadCounts("jsonl", 20, new TreeMap<>(Map.of("robots_txt", 2L))));
    assertThat(received.marks).as("nothing that is dropped is compared").isEmpty();
  }

  @Test
  void whatIsKeptIsCompared() throws IOException {
    MillPlan plan =
        Plans.of("inputs: [{jsonl: x}]\nstages: [dedup-exact]\noutput: {shards: 2}\n", folder);
    RecordMill.Batch batch = received.begin(plan, "split");
    batch.entrance().accept(document(1, "", "a text"));
    assertThat(received.marks).as("marks wait for more").isEmpty();
    batch.end("jsonl");
    assertThat(received.marks)
        .singleElement()
        .satisfies(each -> assertThat(each.item().kind()).isEqualTo(ItemKind.MARKS));
    assertThat(documents(received.texts).get(0).stage()).isEqualTo(Judged.PASSED);
  }

  @Test
  void recordsOfAStreamGoToTheirWindowsWhichHaveTheirOwnCounts() throws IOException {
    RecordMill.Batch batch = received.begin(Plans.of(IN_WINDOWS, folder), "bundle");
    long hour = 3_600_000;
    batch.accept(document(1, "1970-01-01T01:30:00Z", "a"), 9 * hour);
    batch.accept(document(2, "1970-01-01T02:10:00Z", "b"), 9 * hour);
    batch.accept(document(3, "1970-01-01T01:59:59Z", "c"), 9 * hour);
    batch.accept(document(4, "", "d"), 9 * hour + 5);
    batch.entrance().skip("robots_txt");
    batch.end("kafka");
    assertThat(received.texts.subList(0, 4).stream().map(Sent::window))
        .containsExactly(hour, 2 * hour, hour, 9 * hour);
    Map<Long, Long> counts = new TreeMap<>();
    for (Sent each : received.texts.subList(4, received.texts.size())) {
      ShardItem.ReadCounts read = (ShardItem.ReadCounts) CODEC.decode(each.item());
      assertThat(read.skipped()).as("what is no record is in no window").isEmpty();
      counts.put(each.window(), read.records());
    }
    assertThat(counts).isEqualTo(Map.of(hour, 2L, 2 * hour, 1L, 9 * hour, 1L));
  }

  @Test
  void recordsOutsideTheSampleAreSkippedAndCounted() throws IOException {
    MillPlan plan =
        Plans.of(TWO_STAGES, folder).withSample(new SampleFilter(new Sampling(.5, 0), ""));
    RecordMill.Batch batch = received.begin(plan, "split");
    long taken = 0;
    for (int number = 0; number < 200; number++) {
      Document document = document(number, "", "text " + number);
      taken += plan.sample().takes(document.id()) ? 1 : 0;
      batch.entrance().accept(document);
    }
    batch.end("jsonl");
    assertThat(taken).isBetween(60L, 140L);
    assertThat(documents(received.texts)).hasSize((int) taken);
    ShardItem.ReadCounts counts =
        (ShardItem.ReadCounts) CODEC.decode(received.texts.get((int) taken).item());
    assertThat(counts.records()).isEqualTo(taken);
    assertThat(counts.skipped()).isEqualTo(Map.of(Sampling.NOT_SAMPLED, 200 - taken));
  }

  @Test
  void aHugeRecordLeavesInPiecesOfOneName() throws IOException {
    String text = "All of this is one sentence. ".repeat(400_000);
    MillPlan plan = Plans.of(IN_WINDOWS, folder);
    received.begin(plan, "bundle").accept(document(1, "", text), 0);
    List<EncodedItem> pieces = received.items();
    assertThat(pieces).hasSizeGreaterThan(2).allMatch(each -> each.kind() == ItemKind.PIECE);
    Received again = new Received();
    again.begin(plan, "another bundle").accept(document(1, "", text), 0);
    assertThat(again.items())
        .as("in a stream the same record comes under the same name, so it counts once")
        .isEqualTo(pieces);
  }
}
