package io.millrace.pipelines.run;

import io.millrace.connectors.read.InputFiles;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordReaders;
import io.millrace.connectors.read.Split;
import io.millrace.corpus.Hash128;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.run.RunException.Kind;
import io.millrace.pipelines.summary.RunSummary;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Does a run: checks what can be checked, runs the pipeline, and sums up what it left. */
public final class MillRun {

  /** Partitions in which marks meet: many, so that each is small; no result depends on it. */
  private static final int PARTITIONS = 64;

  /** Documents a writer holds while it sorts a shard; more go to temporary files. */
  private static final long SORT_MEMORY = 48L << 20;

  private final RunRequest request;

  public MillRun(RunRequest request) {
    this.request = request;
  }

  /**
   * What a finished run was like.
   *
   * @param stageNanos nanoseconds of all workers by stage
   */
  public record Result(
      RunSummary summary, SortedMap<String, Long> stageNanos, double seconds, long inputBytes) {}

  /**
   * @throws RunException when the run cannot start, or fails
   */
  public Result run() throws IOException {
    long begin = System.nanoTime();
    Recipe recipe = request.recipe();
    PipelineOptions options = Engine.options(request.engine());
    FileSystems.setDefaultPipelineOptions(options);
    MillPlan plan = plan(recipe);
    checkChain(plan);
    List<InputSplit> splits = new ArrayList<>();
    WorkFolder.RunKey key = findInputs(recipe, splits);
    OutputFolder output = new OutputFolder(request.output());
    output.prepare(key, request.whenThere());
    Progress.begin(splits.size(), recipe.output().shards());
    SortedMap<String, Long> nanos = new TreeMap<>();
    if (!splits.isEmpty()) {
      nanos.putAll(runPipeline(options, plan, splits));
    }
    RunSummary summary = RunSummary.merge(output.work().summaries(recipe.output().shards()));
    return new Result(summary, nanos, (System.nanoTime() - begin) / 1e9, key.bytes());
  }

  private MillPlan plan(Recipe recipe) {
    SortedMap<String, String> models = new TreeMap<>();
    request.models().forEach((name, file) -> models.put(name, file.path()));
    return new MillPlan(
        recipe.canonicalJson(),
        models,
        request.output(),
        PARTITIONS,
        request.engine().temporary().toString(),
        SORT_MEMORY);
  }

  /**
   * Builds the chain once before anything is written: a list or model that is missing shows here.
   */
  private static void checkChain(MillPlan plan) {
    try {
      plan.shardPlan();
    } catch (IllegalArgumentException | IOException wrong) {
      throw new RunException(Kind.WRONG_USE, wrong.getMessage(), wrong);
    }
  }

  private static WorkFolder.RunKey findInputs(Recipe recipe, List<InputSplit> splits)
      throws IOException {
    StringBuilder names = new StringBuilder();
    long bytes = 0;
    for (int i = 0; i < recipe.inputs().size(); i++) {
      Recipe.Input input = recipe.inputs().get(i);
      InputSettings settings = (InputSettings) input.settings();
      RecordReader reader = RecordReaders.of(settings.withKind(InputKind.of(input.kind())));
      try {
        for (InputFiles.InputFile file : InputFiles.match(settings.paths())) {
          names.append(file.path()).append('\t').append(file.size()).append('\n');
          bytes += file.size();
          for (Split split : reader.split(file.path(), file.size())) {
            splits.add(new InputSplit(i, split));
          }
        }
      } catch (FileNotFoundException none) {
        throw new RunException(Kind.WRONG_USE, none.getMessage(), none);
      }
    }
    String hash = Hash128.of(names.toString()).toHex();
    return new WorkFolder.RunKey(recipe.hash(), hash, bytes);
  }

  private SortedMap<String, Long> runPipeline(
      PipelineOptions options, MillPlan plan, List<InputSplit> splits) {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple milled =
        pipeline
            .apply(
                "Splits",
                Create.of(splits.stream().map(InputSplit::toLine).toList())
                    .withCoder(StringUtf8Coder.of()))
            .apply("SpreadSplits", Reshuffle.viaRandomKey())
            .apply("MillSplits", new MillSplits(plan));
    PCollection<KV<Integer, byte[]>> items = milled.get(MillSplits.TEXTS);
    if (plan.comparesDocuments()) {
      items =
          PCollectionList.of(items)
              .and(milled.get(MillSplits.MARKS).apply("FindDuplicates", new FindDuplicates(plan)))
              .apply("MarksMeetTexts", Flatten.pCollections());
    }
    items.apply("WriteShards", new WriteShards(plan));
    PipelineResult result;
    try {
      result = pipeline.run();
      result.waitUntilFinish();
    } catch (RuntimeException failure) {
      throw new RunException(
          Kind.OUTSIDE_FAILED, "the pipeline failed: " + rootMessage(failure), failure);
    }
    return stageNanos(result);
  }

  private static SortedMap<String, Long> stageNanos(PipelineResult result) {
    MetricQueryResults metrics =
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(MillSplits.STAGE_METRICS))
                    .build());
    SortedMap<String, Long> nanos = new TreeMap<>();
    for (MetricResult<Long> counter : metrics.getCounters()) {
      nanos.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return nanos;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage() == null ? root : root.getMessage());
  }
}
