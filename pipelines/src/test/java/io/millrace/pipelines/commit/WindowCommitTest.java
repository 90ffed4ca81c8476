package io.millrace.pipelines.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.output.Claim;
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.pipelines.output.WorkFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.shard.ShardMill;
import io.millrace.pipelines.summary.SummaryCollector;
import io.millrace.pipelines.testing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window is committed once and completely, or not at all. */
class WindowCommitTest {

  @TempDir private Path folder;

  private MillPlan plan;
  private Path window;

  @BeforeEach
  void plan() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    Recipe recipe =
        new RecipeReader(Stages.catalog())
            .read(
                "inputs: [{jsonl: x}]\nstages: []\nwindows: {size: 1h}\noutput: {shards: 1}\n",
                "test.yaml",
                Overrides.none());
    plan =
        new MillPlan(
            recipe.canonicalJson(),
            new TreeMap<>(),
            folder.resolve("out").toString(),
            1,
            folder.resolve("tmp").toString(),
            1 << 20,
            1);
    window = folder.resolve("out/windows/1970-01-01T01-00Z");
  }

  /**
   * Writes the window's only shard: no documents, but a number of records by the readers' count.
   */
  private void writeShard(long records) throws IOException {
    DocumentChain chain =
        Stages.chain(plan.recipe(), ChainResources.withoutMarks(plan.recipe(), plan.models()));
    EncodedItem counts =
        new ShardItemCodec()
            .encode(
                new ShardItem.ReadCounts(
                    SummaryCollector.RECORDS, records, Collections.emptySortedMap()));
    try (ShardMill mill = new ShardMill(plan.shardPlan(chain.stageNames(), chain.signals()))) {
      new WorkFolder(window.toString())
          .writeSummary(mill.mill(window.toString(), 0, List.of(counts)), Claim.NONE);
    }
  }

  private void commit(String report) throws IOException {
    SortedMap<String, byte[]> reports = new TreeMap<>();
    reports.put("report.json", report.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    new WindowCommit(plan, new TreeMap<>(), (recipe, result, manifest) -> reports, false)
        .commit(3_600_000, List.of());
  }

  @Test
  void committedWindowNeverChanges() throws IOException {
    writeShard(0);
    commit("first");
    SortedMap<String, String> first = Sample.hashes(window);
    assertThat(first.keySet())
        .containsExactly(
            "_SUCCESS", "manifest.json", "report.json", "verdicts/part-00000-of-00001.parquet");
    commit("second");
    assertThat(Sample.hashes(window)).isEqualTo(first);
    assertThat(window.resolve(".work")).doesNotExist();
    assertThat(WindowIndex.names(plan.output())).containsExactly("1970-01-01T01-00Z");
  }

  @Test
  void doesNotCommitAWindowWithContradictingCounts() throws IOException {
    writeShard(1);
    assertThatThrownBy(() -> commit("none"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1970-01-01T01-00Z do not add up");
    assertThat(Files.exists(window.resolve("_SUCCESS"))).isFalse();
  }
}
