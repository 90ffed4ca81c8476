package io.millrace.pipelines.batch;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.files.InputFiles;
import io.millrace.connectors.read.files.InputFiles.CutFile;
import io.millrace.connectors.read.files.InputFiles.InputFile;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Version;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.corpus.settings.Address;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.commit.CommitWindows;
import io.millrace.pipelines.commit.RunReporter;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.commit.StageCost;
import io.millrace.pipelines.commit.WindowReporter;
import io.millrace.pipelines.engine.Engine;
import io.millrace.pipelines.failure.Failures;
import io.millrace.pipelines.failure.LostOutputException;
import io.millrace.pipelines.flow.CheckedChain;
import io.millrace.pipelines.flow.FindDuplicates;
import io.millrace.pipelines.flow.InWindows;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.Progress;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.flow.SampleFilter;
import io.millrace.pipelines.flow.WriteShards;
import io.millrace.pipelines.flow.WrittenShard;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.Locks;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.output.OutputLock;
import io.millrace.pipelines.output.WorkFolder;
import io.millrace.pipelines.plan.InputSample;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.pipelines.recipe.OutputSettings;
import io.millrace.pipelines.recipe.Recipe;
import java.io.FileNotFoundException;
import java.io.IOError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/** A batch run over files: checks the request, runs the pipeline, and finishes the output. */
public final class MillRun {

  /** Partitions of the marks: many, so that each is small. The output does not depend on it. */
  private static final int PARTITIONS = 64;

  private RunRequest request;
  private final RunReporter reporter;
  private final WindowReporter windowReporter;

  public MillRun(RunRequest request, RunReporter reporter) {
    this(request, reporter, WindowReporter.NONE);
  }

  /**
   * @param windowReporter makes the reports of each window, where the recipe has windows
   */
  public MillRun(RunRequest request, RunReporter reporter, WindowReporter windowReporter) {
    this.request = request;
    this.reporter = reporter;
    this.windowReporter = windowReporter;
  }

  /**
   * @throws MillraceException when the run cannot start, or fails
   */
  public RunResult run() throws IOException {
    long begin = System.nanoTime();
    Engine.load();
    PipelineOptions options = Engine.options(request.engine());
    FileSystems.setDefaultPipelineOptions(options);
    DocumentChain chain = CheckedChain.of(request.recipe(), MillPlan.of(request, PARTITIONS));
    FinishedOutput.checkWritable(request.output());
    ReadingPlan reading = new ReadingPlan();
    WorkFolder.RunKey key = findInputs(reading);
    Recipe recipe = request.recipe();
    MillPlan plan = MillPlan.of(request, PARTITIONS);
    List<InputSplit> splits = reading.splits(plan.workers());
    OutputFolder output = new OutputFolder(request.output());
    try (OutputLock lock = Locks.acquire(request.output(), OutputLock.Use.RUN)) {
      MillPlan claimed = plan.withClaim(output.prepare(key, request.whenThere()));
      Progress.begin(splits.size(), recipe.output().shards());
      try {
        SortedMap<String, StageCost> costs = new TreeMap<>();
        if (!splits.isEmpty()) {
          SampleFilter sample =
              SampleScan.find(claimed, splits, request.sampling(), request.engine().parallelism());
          costs.putAll(runPipeline(options, claimed.withSample(sample), chain, splits));
        }
        return new RunEnd(request, reporter, output, claimed)
            .finish(chain, costs, (System.nanoTime() - begin) / 1e9, key.bytes());
      } catch (IOException | RuntimeException failed) {
        claimed.claim().checkAfter(failed);
        throw failed;
      }
    } catch (LostOutputException lost) {
      throw new MillraceException(ErrorKind.OUTPUT_LOST, lost.getMessage(), lost);
    }
  }

  /**
   * Lists the input files, and sets the number of shards by their size when it is {@code auto}.
   *
   * @return hashes of all that decides on the bytes of the output: recipe, version, models,
   *     plugins, sample and files
   */
  WorkFolder.RunKey findInputs(ReadingPlan reading) throws IOException {
    Recipe recipe = request.recipe();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < recipe.inputs().size(); i++) {
      Recipe.Input input = recipe.inputs().get(i);
      InputSettings settings = InputSample.files(input);
      try {
        for (CutFile cut : InputFiles.cut(InputKind.of(input.kind()), settings)) {
          InputFile file = cut.file();
          names.append(Address.redact(file.path())).append('\t').append(file.size()).append('\n');
          reading.add(i, cut.splits(), file.size(), settings.splitBytes());
        }
      } catch (FileNotFoundException | IllegalArgumentException wrong) {
        // no file matches, or no file system has this scheme
        throw new ConfigException(input.place(), wrong.getMessage());
      }
    }
    if (recipe.output().shards() == OutputSettings.AUTO) {
      request = request.with(recipe.withShardsFor(reading.bytes()));
    }
    return new WorkFolder.RunKey(
        requestHash(), Hash128.of(names.toString()).toHex(), reading.bytes());
  }

  private String requestHash() {
    StringBuilder with = new StringBuilder(request.recipe().hash());
    with.append('\n').append(Version.TEXT);
    request
        .models()
        .forEach((name, file) -> with.append('\n').append(name).append('\t').append(file.sha256()));
    Plugins.current()
        .hashes()
        .forEach((jar, sha256) -> with.append('\n').append(jar).append('\t').append(sha256));
    if (request.sampling().isOn()) {
      with.append('\n').append(request.sampling());
    }
    return Hash128.of(with.toString()).toHex();
  }

  private SortedMap<String, StageCost> runPipeline(
      PipelineOptions options, MillPlan plan, DocumentChain chain, List<InputSplit> splits) {
    Pipeline pipeline = Pipeline.create(options);
    build(pipeline, plan, chain, splits);
    PipelineResult result;
    try {
      result = pipeline.run();
      result.waitUntilFinish();
    } catch (RuntimeException | IOError failure) {
      throw new MillraceException(
          ErrorKind.ENGINE_FAILED, "the pipeline failed: " + Failures.rootLine(failure), failure);
    }
    return StageCost.of(result);
  }

  /**
   * The path of a record, in order:
   *
   * <ol>
   *   <li>{@code MillSplits}: the record is read, extracted and filtered, and its keys are
   *       computed.
   *   <li>{@code FetchImages}: its image is fetched and judged, in a run that fetches.
   *   <li>{@code FindDuplicates}: its keys are compared with those of other records.
   *   <li>{@code GroupShards}: text and duplicate marks are grouped by shard.
   *   <li>{@code WriteShards}: the shard is rephrased, sorted and written.
   *   <li>{@code CommitWindows}: each window is committed, in a run with windows.
   * </ol>
   */
  private void build(
      Pipeline pipeline, MillPlan plan, DocumentChain chain, List<InputSplit> splits) {
    List<String> lines = splits.stream().map(InputSplit::toLine).toList();
    PCollectionTuple milled =
        pipeline
            .apply("Splits", Read.from(new SplitSource(lines)))
            .apply("MillSplits", new MillSplits(plan));
    Optional<PCollectionTuple> fetched = fetchImages(milled, plan);
    PCollection<KV<Integer, EncodedItem>> items =
        andFetched(milled, fetched, MillSplits.TEXTS, plan, "Texts", "FetchedMeetOthers");
    if (plan.comparesDocuments()) {
      PCollection<KV<Integer, EncodedItem>> duplicates =
          andFetched(milled, fetched, MillSplits.MARKS, plan, "Marks", "MarksOfFetched")
              .apply("FindDuplicates", new FindDuplicates(plan));
      items = InWindows.merged(items, duplicates, "MarksMeetTexts");
    }
    PCollection<KV<Integer, WrittenShard>> written =
        items
            .apply("GroupShards", GroupByKey.create())
            .apply(
                "WriteShards", new WriteShards(plan, chain.stageNames(), chain.signals(), false));
    if (plan.windows().isOn()) {
      written.apply(
          "CommitWindows",
          new CommitWindows(plan, RunRequest.hashes(request.models()), windowReporter, false));
    }
  }

  /** The outputs for pairs whose image is fetched; empty in a run that fetches nothing. */
  private static Optional<PCollectionTuple> fetchImages(PCollectionTuple milled, MillPlan plan) {
    if (!plan.images().isFetched()) {
      return Optional.empty();
    }
    return Optional.of(
        InWindows.windowed(milled, MillSplits.FETCHES, plan.windows(), "WindowsOfFetches")
            .apply("FetchImages", new FetchImages(plan)));
  }

  /** One output of {@link MillSplits}, with the same output of {@link FetchImages}. */
  private static PCollection<KV<Integer, EncodedItem>> andFetched(
      PCollectionTuple milled,
      Optional<PCollectionTuple> fetched,
      TupleTag<KV<Integer, EncodedItem>> tag,
      MillPlan plan,
      String name,
      String meeting) {
    PCollection<KV<Integer, EncodedItem>> own =
        InWindows.windowed(milled, tag, plan.windows(), "WindowsOf" + name);
    return fetched.isPresent() ? InWindows.merged(own, fetched.get().get(tag), meeting) : own;
  }
}
