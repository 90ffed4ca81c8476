package io.millrace.pipelines.testing;

import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.KeyedSink;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.RecordMill;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.shard.ShardMill;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Plans of runs without an engine, and what such runs hand on. */
public final class Plans {

  private Plans() {}

  /** A plan of a recipe in YAML with one partition; its output is {@code out} in the folder. */
  public static MillPlan of(String yaml, Path folder) {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    Recipe recipe = new RecipeReader(Stages.catalog()).read(yaml, "test.yaml", Overrides.none());
    return new MillPlan(
        recipe.canonicalJson(),
        new TreeMap<>(),
        folder.resolve("out").toString(),
        1,
        folder.resolve("tmp").toString(),
        1 << 20,
        1);
  }

  /** A writer of the plan's shards; the caller closes it. */
  public static ShardMill shardMill(MillPlan plan) throws IOException {
    DocumentChain chain =
        Stages.chain(plan.recipe(), ChainResources.withoutMarks(plan.recipe(), plan.models()));
    return new ShardMill(plan.shardPlan(chain.stageNames(), chain.signals()));
  }

  /**
   * An item with where it was sent.
   *
   * @param window start of its window
   * @param key shard or partition
   */
  public record Sent(long window, int key, EncodedItem item) {}

  /** What a {@link RecordMill} hands on, in order. */
  public static final class Received {

    public final List<Sent> texts = new ArrayList<>();
    public final List<Sent> marks = new ArrayList<>();
    public final List<Sent> fetches = new ArrayList<>();

    /** Begins on some records, whose items land here. */
    public RecordMill.Batch begin(MillPlan plan, String name) throws IOException {
      return new RecordMill(plan).begin(name, into(texts), into(marks), into(fetches));
    }

    /** Items for the shards, without where they were sent. */
    public List<EncodedItem> items() {
      return texts.stream().map(Sent::item).toList();
    }

    /** A sink that keeps what it gets. */
    public static KeyedSink into(List<Sent> list) {
      return (window, key, item) -> list.add(new Sent(window, key, item));
    }
  }
}
