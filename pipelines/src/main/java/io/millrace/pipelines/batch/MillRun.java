package io.millrace.pipelines.batch;

import io.millrace.api.Rule;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.files.InputFiles;
import io.millrace.connectors.read.files.InputFiles.CutFile;
import io.millrace.connectors.read.files.InputFiles.InputFile;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Outcome;
import io.millrace.corpus.Version;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.corpus.settings.Address;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.commit.CommitWindows;
import io.millrace.pipelines.commit.Manifests;
import io.millrace.pipelines.commit.RunReporter;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.commit.StageCost;
import io.millrace.pipelines.commit.WindowReporter;
import io.millrace.pipelines.engine.Engine;
import io.millrace.pipelines.failure.Failures;
import io.millrace.pipelines.failure.LostOutputException;
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
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.pipelines.output.WorkFolder;
import io.millrace.pipelines.plan.InputSample;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.pipelines.recipe.OutputSettings;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.step.StagePreparationException;
import io.millrace.pipelines.summary.Ending;
import io.millrace.pipelines.summary.RunSummary;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ManifestJson;
import io.millrace.shards.layout.Shards;
import java.io.FileNotFoundException;
import java.io.IOError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/** Does a run: checks what can be checked, runs the pipeline, and sums up what it left. */
public final class MillRun {

  /** Partitions in which marks meet: many, so that each is small; no result depends on it. */
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
    DocumentChain chain = checkedChain(request.recipe(), MillPlan.of(request, PARTITIONS));
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
        return finish(output, claimed, key, chain, costs, begin);
      } catch (IOException | RuntimeException failed) {
        claimed.claim().checkAfter(failed);
        throw failed;
      }
    } catch (LostOutputException lost) {
      throw new MillraceException(ErrorKind.OUTPUT_LOST, lost.getMessage(), lost);
    }
  }

  private RunResult finish(
      OutputFolder output,
      MillPlan plan,
      WorkFolder.RunKey key,
      DocumentChain chain,
      SortedMap<String, StageCost> costs,
      long begin)
      throws IOException {
    plan.claim().check();
    if (plan.windows().isOn()) {
      return finishWindows(output, plan, key, chain, costs, begin);
    }
    int shards = request.recipe().output().shards();
    RunSummary summary = RunSummary.merge(output.work().summaries(shards, plan.claim()));
    RunResult result =
        new RunResult(
            summary,
            chain.stageNames(),
            rules(chain),
            costs,
            (System.nanoTime() - begin) / 1e9,
            key.bytes());
    finish(output, plan, result);
    return result;
  }

  /** Sums up the windows, and marks the run as done if it went well. */
  private RunResult finishWindows(
      OutputFolder output,
      MillPlan plan,
      WorkFolder.RunKey key,
      DocumentChain chain,
      SortedMap<String, StageCost> costs,
      long begin)
      throws IOException {
    WindowIndex index = WindowIndex.of(request.output());
    output.write(WindowIndex.FILE, index.toJson());
    checkTolerance(index.totals().failed(), index.totals().input(), "");
    output.succeed(List.of(WindowIndex.FILE), plan.claim());
    return new RunResult(
        RunSummary.merge(List.of()),
        chain.stageNames(),
        rules(chain),
        costs,
        (System.nanoTime() - begin) / 1e9,
        key.bytes());
  }

  /** Writes what tells of the run, and marks it as done if it went well. */
  private void finish(OutputFolder output, MillPlan plan, RunResult result) throws IOException {
    Manifest manifest = Manifests.of(request, result);
    List<String> names = new ArrayList<>();
    output.write(Shards.MANIFEST, ManifestJson.write(manifest));
    names.add(Shards.MANIFEST);
    for (Map.Entry<String, byte[]> report : reporter.files(result, manifest).entrySet()) {
      output.write(report.getKey(), report.getValue());
      names.add(report.getKey());
    }
    List<String> contradictions = manifest.contradictions();
    if (!contradictions.isEmpty()) {
      throw new MillraceException(
          ErrorKind.INTERNAL, "the counts do not add up: " + String.join("; ", contradictions));
    }
    checkTolerance(
        manifest.totals().failed(), manifest.totals().input(), mostOften(result.summary()));
    output.succeed(names, plan.claim());
  }

  private void checkTolerance(long failed, long input, String mostOften) {
    if (failed > request.recipe().tolerance() * input) {
      throw new MillraceException(
          ErrorKind.TOO_MANY_FAILED,
          failed
              + " of "
              + input
              + " records failed"
              + mostOften
              + ", more than the tolerance of "
              + request.recipe().tolerance()
              + " allows; see "
              + request.output()
              + "/rejected and the report");
    }
  }

  /** The reason that most records failed for, their number, and what was said of one of them. */
  private static String mostOften(RunSummary summary) {
    SortedMap<String, Long> reasons = new TreeMap<>();
    for (Ending ending : summary.endings()) {
      if (ending.outcome() == Outcome.FAILED) {
        reasons.merge(ending.reason(), ending.documents(), Long::sum);
      }
    }
    return reasons.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(
            most -> {
              String detail =
                  summary.examples().getOrDefault(most.getKey(), List.of()).stream()
                      .findFirst()
                      .map(example -> ": " + Wording.show(example.detail()))
                      .orElse("");
              return " (most often " + most.getKey() + ", " + most.getValue() + detail + ")";
            })
        .orElse("");
  }

  private static List<List<Rule>> rules(DocumentChain chain) {
    List<List<Rule>> rules = new ArrayList<>();
    for (int stage = 0; stage < chain.stageNames().size(); stage++) {
      rules.add(chain.step(stage).rules());
    }
    return rules;
  }

  /**
   * Builds the chain once before anything is written: a list or model that is missing shows here.
   */
  public static DocumentChain checkedChain(Recipe recipe, MillPlan plan) {
    try {
      Stages.checkModelFiles(recipe);
      DocumentChain chain =
          Stages.chain(recipe, ChainResources.withoutMarks(recipe, plan.models()));
      prepare(recipe, chain);
      return chain;
    } catch (IllegalArgumentException | IOException wrong) {
      throw new MillraceException(ErrorKind.WRONG_USE, wrong.getMessage(), wrong);
    }
  }

  /**
   * Loads models and looks for programs; what is missing is an error of the stage that needs it.
   */
  private static void prepare(Recipe recipe, DocumentChain chain) throws IOException {
    try {
      chain.prepare();
    } catch (StagePreparationException wrong) {
      for (Recipe.Stage stage : recipe.stages()) {
        if (stage.name().equals(wrong.stage())) {
          throw new ConfigException(
              stage.place(), "stage '" + stage.name() + "': " + wrong.getMessage());
        }
      }
      throw wrong;
    }
  }

  /**
   * Finds the files once, and sets the number of shards by their size where it is {@code auto}.
   *
   * @return what the run is asked to do, with the version and the hashes of models and plugins:
   *     another could give other bytes.
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
        // nothing matches, or no file system has that scheme
        throw new ConfigException(input.place(), wrong.getMessage());
      }
    }
    if (recipe.output().shards() == OutputSettings.AUTO) {
      request = request.with(recipe.withShardsFor(reading.bytes()));
    }
    return new WorkFolder.RunKey(asked(), Hash128.of(names.toString()).toHex(), reading.bytes());
  }

  private String asked() {
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
    return costs(result);
  }

  /**
   * The path of a record: it is read, extracted and taken through the chain, which gives it its
   * keys; keys are compared; text and marks of duplicates meet at the shard, where the record is
   * rephrased and written.
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
      items = both(items, duplicates, "MarksMeetTexts");
    }
    PCollection<KV<Integer, WrittenShard>> shards =
        items
            .apply("GroupShards", GroupByKey.create())
            .apply(
                "WriteShards", new WriteShards(plan, chain.stageNames(), chain.signals(), false));
    if (plan.windows().isOn()) {
      shards.apply(
          "CommitWindows",
          new CommitWindows(plan, RunRequest.hashes(request.models()), windowReporter, false));
    }
  }

  /** What became of the pairs whose image had to be fetched, in a run that fetches. */
  private static Optional<PCollectionTuple> fetchImages(PCollectionTuple milled, MillPlan plan) {
    if (!plan.images().isFetched()) {
      return Optional.empty();
    }
    return Optional.of(
        InWindows.windowed(milled, MillSplits.FETCHES, plan.windows(), "WindowsOfFetches")
            .apply("FetchImages", new FetchImages(plan)));
  }

  /** One output of the readers, together with the same output of what was fetched. */
  private static PCollection<KV<Integer, EncodedItem>> andFetched(
      PCollectionTuple milled,
      Optional<PCollectionTuple> fetched,
      TupleTag<KV<Integer, EncodedItem>> tag,
      MillPlan plan,
      String name,
      String meeting) {
    PCollection<KV<Integer, EncodedItem>> own =
        InWindows.windowed(milled, tag, plan.windows(), "WindowsOf" + name);
    return fetched.isPresent() ? both(own, fetched.get().get(tag), meeting) : own;
  }

  public static PCollection<KV<Integer, EncodedItem>> both(
      PCollection<KV<Integer, EncodedItem>> one,
      PCollection<KV<Integer, EncodedItem>> other,
      String name) {
    return PCollectionList.of(one).and(other).apply(name, Flatten.pCollections());
  }

  private static SortedMap<String, StageCost> costs(PipelineResult result) {
    MetricQueryResults metrics =
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(MillSplits.STAGE_METRICS))
                    .build());
    SortedMap<String, StageCost> costs = new TreeMap<>();
    for (MetricResult<Long> counter : metrics.getCounters()) {
      String name = counter.getName().getName();
      int dot = name.lastIndexOf('.');
      StageCost before = costs.getOrDefault(name.substring(0, dot), new StageCost(0, 0, 0));
      long more = counter.getAttempted();
      costs.put(
          name.substring(0, dot),
          switch (name.substring(dot + 1)) {
            case "nanos" -> new StageCost(before.nanos() + more, before.records(), before.bytes());
            case "records" ->
                new StageCost(before.nanos(), before.records() + more, before.bytes());
            default -> new StageCost(before.nanos(), before.records(), before.bytes() + more);
          });
    }
    return costs;
  }
}
