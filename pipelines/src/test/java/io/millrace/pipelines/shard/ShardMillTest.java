package io.millrace.pipelines.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.DuplicateMark;
import io.millrace.dedup.Mark;
import io.millrace.pipelines.failure.LostOutputException;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.output.Claim;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.summary.Ending;
import io.millrace.pipelines.summary.ShardSummary;
import io.millrace.pipelines.testing.Plans;
import io.millrace.pipelines.testing.Sample;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.ShardFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One shard depends on what met there, not on the order in which it came. */
class ShardMillTest {

  private static final String RECIPE =
      "inputs: [{jsonl: x}]\nstages: [dedup-exact]\noutput: {shards: 1}\n";

  private static final String IN_WINDOWS =
      "inputs: [{jsonl: x}]\nstages: []\nwindows: {size: 1h}\noutput: {shards: 1}\n";

  private static final ShardItemCodec CODEC = new ShardItemCodec();

  @TempDir private Path folder;

  private static Judged judged(int number, Optional<Verdict> ended, int stage) {
    Hash128 id = new Hash128(number, number);
    String language = number % 2 == 0 ? "de" : "en";
    Document document =
        new Document(id.toHex(), "text " + number, "", "", "s", language, 1, new TreeMap<>());
    return new Judged(id, document, ended, stage, new double[0]);
  }

  private static EncodedItem passed(int number) {
    return CODEC.encode(new ShardItem.Text(judged(number, Optional.empty(), Judged.PASSED)));
  }

  private static EncodedItem duplicate(int number, int of) {
    Hash128 id = new Hash128(number, number);
    DuplicateMark mark = new DuplicateMark(id, Mark.TEXT, new Hash128(of, of), 0, 1);
    return CODEC.encode(new ShardItem.Duplicate(mark));
  }

  private static EncodedItem counts(long records) {
    return CODEC.encode(new ShardItem.ReadCounts("jsonl", records, Collections.emptySortedMap()));
  }

  private static List<EncodedItem> items() {
    List<EncodedItem> items = new ArrayList<>();
    for (int number = 1; number <= 40; number++) {
      items.add(passed(number));
    }
    items.add(duplicate(7, 3));
    items.add(duplicate(8, 2));
    Verdict dropped = Verdict.Dropped.because(DropReason.DUPLICATE_ID);
    items.add(CODEC.encode(new ShardItem.Text(judged(41, Optional.of(dropped), Judged.READ))));
    items.add(counts(41));
    return items;
  }

  private ShardSummary mill(MillPlan plan, List<EncodedItem> items) throws IOException {
    try (ShardMill mill = Plans.shardMill(plan)) {
      return mill.mill(0, items);
    }
  }

  private static long count(ShardSummary summary, String outcome) {
    return summary.endings().stream()
        .filter(ending -> ending.outcome().key().equals(outcome))
        .mapToLong(Ending::documents)
        .sum();
  }

  @Test
  void theOrderOfTheItemsChangesNoByte() throws IOException {
    List<EncodedItem> items = items();
    Path first = folder.resolve("first");
    ShardSummary summary = mill(Plans.of(RECIPE, first), items);
    assertThat(count(summary, "kept")).isEqualTo(38);
    assertThat(count(summary, "dropped")).isEqualTo(3);
    assertThat(summary.read()).containsEntry("jsonl", 41L);
    SortedMap<String, String> expected = Sample.hashes(first.resolve("out"));
    assertThat(expected.keySet())
        .containsExactly(
            "rejected/dedup-exact/part-00000-of-00001.jsonl.zst",
            "rejected/read/part-00000-of-00001.jsonl.zst",
            "shards/de/part-00000-of-00001.jsonl.zst",
            "shards/en/part-00000-of-00001.jsonl.zst",
            "verdicts/part-00000-of-00001.parquet");
    assertThat(summary.files().stream().map(ShardInfo::path))
        .containsExactlyElementsOf(expected.keySet());
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(items, new Random(seed));
      Path again = folder.resolve("again-" + seed);
      mill(Plans.of(RECIPE, again), items);
      assertThat(Sample.hashes(again.resolve("out"))).isEqualTo(expected);
    }
  }

  @Test
  void whatComesAgainInAStreamCountsOnce() throws IOException {
    Path once = folder.resolve("once");
    mill(Plans.of(IN_WINDOWS, once), List.of(passed(1), passed(2), counts(2)));
    Path twice = folder.resolve("twice");
    ShardSummary summary =
        mill(
            Plans.of(IN_WINDOWS, twice),
            List.of(passed(1), passed(2), passed(1), passed(1), counts(4)));
    assertThat(count(summary, "kept")).isEqualTo(2);
    assertThat(Sample.hashes(twice.resolve("out"))).isEqualTo(Sample.hashes(once.resolve("out")));
  }

  @Test
  void filesThatWereNotFinishedAreDeleted() throws IOException {
    Path out = folder.resolve("out");
    MillPlan plan = Plans.of(RECIPE, folder);
    ShardPlan shards = plan.shardPlan(List.of("dedup-exact"), List.of());
    try (ShardFiles files = new ShardFiles(shards, shards.output(), 0)) {
      Judged judged = judged(1, Optional.empty(), Judged.PASSED);
      files.write(judged, EncodedDocument.of(judged.document()), new Verdict.Kept(1), "");
      assertThat(Sample.hashes(out)).isNotEmpty();
    }
    assertThat(Sample.hashes(out)).isEmpty();
  }

  @Test
  void aCopyOfAnUpSampledDocumentSaysThatItIsOne() throws IOException {
    Path out = folder.resolve("out");
    MillPlan plan = Plans.of(RECIPE, folder);
    ShardPlan shards = plan.shardPlan(List.of("dedup-exact"), List.of());
    List<ShardInfo> written;
    try (ShardFiles files = new ShardFiles(shards, shards.output(), 0)) {
      Judged judged = judged(1, Optional.empty(), Judged.PASSED);
      files.write(judged, EncodedDocument.of(judged.document()), new Verdict.Kept(3), "");
      written = files.finish();
    }
    assertThat(shards.format()).isEqualTo(ShardFormat.JSONL);
    assertThat(written).hasSize(2);
    assertThat(written.get(0).records()).isEqualTo(3);
    assertThat(Sample.hashes(out)).hasSize(2);
  }

  @Test
  void aRunThatLostItsOutputWritesNothing() throws IOException {
    Claim lost = Claim.after(folder.resolve("out").toString(), "run.json", List.of());
    MillPlan plan = Plans.of(RECIPE, folder).withClaim(lost);
    ShardPlan shards = plan.shardPlan(List.of("dedup-exact"), List.of());
    assertThatThrownBy(() -> new ShardFiles(shards, shards.output(), 0))
        .isInstanceOf(LostOutputException.class);
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
