package io.millrace.pipelines.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tdunning.math.stats.MergingDigest;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Outcome;
import io.millrace.corpus.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final List<String> STAGES = List.of("a", "b");
  private static final List<String> SIGNALS = List.of("a.x", "b.y");

  @Test
  void shardsAddUpToTheRunAlsoThroughJson() throws IOException {
    RunSummary run = RunSummary.merge(List.of(throughJson(shard(0)), throughJson(shard(1))));
    assertThat(run.read()).containsExactly(Map.entry("warc", 60L));
    assertThat(run.verdicts()).isEqualTo(60);
    assertThat(run.documents(Outcome.KEPT)).isEqualTo(30);
    assertThat(run.documents(Outcome.DROPPED)).isEqualTo(30);
    assertThat(run.skipped()).containsExactly(Map.entry("revisit", 4L));
    assertThat(run.endings()).extracting(Ending::bytes).containsExactly(30L * 4, 30L * 4);
  }

  @Test
  void ignoresSignalsAfterTheVerdict() throws IOException {
    RunSummary run = RunSummary.merge(List.of(shard(0)));
    assertThat(run.distributions().get("a.x").get("de").size()).isEqualTo(30);
    assertThat(run.distributions().get("b.y").get("de").size()).isEqualTo(15);
  }

  @Test
  void examplesHaveTheSmallestIdsOfTheRun() {
    RunSummary run = RunSummary.merge(List.of(shard(0), shard(1)));
    List<Example> examples = run.examples().get("top_2_gram");
    assertThat(examples).hasSize(SummaryCollector.EXAMPLES);
    assertThat(examples).extracting(Example::id).isSorted();
  }

  @Test
  void nearMissesAreTheClosestOfTheRun() throws IOException {
    RunSummary run = RunSummary.merge(List.of(throughJson(shard(0)), throughJson(shard(1))));
    assertThat(run.nearMisses())
        .hasSize(NearMiss.MOST)
        .isSorted()
        .allMatch(miss -> miss.margin() == .5 && miss.reason().equals("top_2_gram"));
    SummaryCollector collector =
        new SummaryCollector(0, STAGES, SIGNALS, false, UnaryOperator.identity());
    for (double value : new double[] {9, 1.25, 0, Double.NaN, 1.1}) {
      Document document = new Document("id" + value, "text", "", "", "", "de", 1, new TreeMap<>());
      collector.add(
          EncodedDocument.of(document),
          Verdict.Dropped.because(DropReason.TOP_2_GRAM, "x", value, 1),
          0,
          new double[] {value, Double.NaN},
          Optional.empty());
    }
    assertThat(collector.build().nearMisses())
        .extracting(miss -> miss.example().value())
        .containsExactly(1.1, 1.25, 9., 0.);
  }

  @Test
  void countsZerosExactly() throws IOException {
    RunSummary run = RunSummary.merge(List.of(throughJson(shard(0)), throughJson(shard(1))));
    assertThat(run.zeros()).containsExactly(Map.entry("a.x", 2L));
  }

  /** A sort could order equal values with different counts differently. */
  @Test
  void sameNumbersGiveTheSameDigestBytes() {
    List<byte[]> runs = new ArrayList<>();
    for (int run = 0; run < 5; run++) {
      MergingDigest sum = new MergingDigest(200);
      for (int part = 0; part < 20; part++) {
        MergingDigest digest = new MergingDigest(200);
        for (int i = 0; i < 3_000; i++) {
          digest.add(i * 31L % 97 % (5 + part));
        }
        sum.add(List.of(digest));
      }
      runs.add(SummaryCollector.bytes(sum));
    }
    assertThat(runs).allSatisfy(bytes -> assertThat(bytes).isEqualTo(runs.get(0)));
  }

  private static ShardSummary throughJson(ShardSummary summary) throws IOException {
    ObjectMapper json = new ObjectMapper();
    return json.readValue(json.writeValueAsBytes(summary), ShardSummary.class);
  }

  private static ShardSummary shard(int shard) {
    SummaryCollector collector =
        new SummaryCollector(shard, STAGES, SIGNALS, false, UnaryOperator.identity());
    collector.addRead("warc", 30, Map.of("revisit", 2L));
    for (int i = 0; i < 30; i++) {
      Document document =
          new Document(
              Hash128.of(shard + " " + i).toHex(), "text", "", "", "", "de", 1, new TreeMap<>());
      boolean dropped = i % 2 == 0;
      collector.add(
          EncodedDocument.of(document),
          dropped ? Verdict.Dropped.because(DropReason.TOP_2_GRAM, "x", 2, 1) : new Verdict.Kept(1),
          dropped ? 0 : Integer.MAX_VALUE,
          new double[] {i, i},
          Optional.empty());
    }
    return collector.build();
  }
}
