package io.millrace.pipelines.stream;

import io.millrace.connectors.kafka.KafkaClients;
import io.millrace.connectors.kafka.KafkaOutput;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.commit.CommitWindows;
import io.millrace.pipelines.commit.WindowReporter;
import io.millrace.pipelines.engine.Engine;
import io.millrace.pipelines.engine.FlinkJobs;
import io.millrace.pipelines.engine.JobWatch;
import io.millrace.pipelines.engine.ServiceSettings;
import io.millrace.pipelines.failure.Failures;
import io.millrace.pipelines.flow.CheckedChain;
import io.millrace.pipelines.flow.FindDuplicates;
import io.millrace.pipelines.flow.InWindows;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.Progress;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.flow.WriteShards;
import io.millrace.pipelines.flow.WrittenShard;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.output.Claim;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.Locks;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.output.OutputLock;
import io.millrace.pipelines.output.WindowTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * The streaming service: takes an endless stream of records through the same chain as a batch run,
 * and commits each window once, with the bytes of a batch run over the same records.
 */
public final class MillService {

  /** Partitions of the marks of a window. The output does not depend on it. */
  private static final int PARTITIONS = 16;

  /** Time for a job to end when the request to cancel it got no answer. */
  private static final Duration CANCELLED = Duration.ofSeconds(20);

  private final RunRequest request;
  private final ServiceSettings settings;
  private final PTransform<PBegin, PCollection<InputRecord>> source;
  private final WindowReporter reporter;

  /**
   * @param source reads the records; their timestamps drive the watermark
   */
  public MillService(
      RunRequest request,
      ServiceSettings settings,
      PTransform<PBegin, PCollection<InputRecord>> source,
      WindowReporter reporter) {
    this.request = request;
    this.settings = settings;
    this.source = source;
    this.reporter = reporter;
  }

  /** A started service. */
  public final class Running {

    private final CompletableFuture<?> result;
    private final String rest;
    private volatile boolean cancelled;

    /**
     * @param result completes when the job ends
     * @param rest {@code HOST:PORT} of the engine
     */
    Running(CompletableFuture<?> result, String rest) {
      this.result = result;
      this.rest = rest;
    }

    /**
     * Waits until the service ends.
     *
     * @throws MillraceException when it fails and is not restarted
     */
    public void await() {
      try {
        result.join();
      } catch (CompletionException failure) {
        if (!cancelled) {
          throw new MillraceException(
              ErrorKind.ENGINE_FAILED,
              "the service failed: " + Failures.rootLine(failure),
              failure.getCause());
        }
      }
    }

    /**
     * Stops the service with a savepoint, from which the next start resumes.
     *
     * @param limit time to wait for the savepoint
     * @return address of the savepoint
     * @throws IOException when there is no savepoint; the service then continues
     */
    public String stop(Duration limit) throws IOException {
      FlinkJobs jobs = new FlinkJobs(rest);
      String job =
          jobs.running(jobName()).orElseThrow(() -> new IOException("the job does not run"));
      try {
        return jobs.stop(job, settings.checkpoints(), limit);
      } catch (FlinkJobs.UnansweredException silent) {
        return savepointOfEnd(silent, limit);
      }
    }

    /** An embedded engine ends with its job, sometimes before it reports the savepoint. */
    private String savepointOfEnd(IOException silent, Duration limit) throws IOException {
      if (!endsWithin(limit) || result.isCompletedExceptionally()) {
        throw silent;
      }
      // the savepoint is the newest entry
      return Checkpoints.newest(settings.checkpoints()).orElseThrow(() -> silent);
    }

    /** Ends the service at once; the next start resumes from the last checkpoint. */
    public void cancel() throws IOException {
      cancelled = true;
      FlinkJobs jobs = new FlinkJobs(rest);
      // not running(): a job that fails repeatedly is seldom in that state
      String job =
          jobs.active(jobName()).orElseThrow(() -> new IOException("the job has ended already"));
      try {
        jobs.cancel(job);
      } catch (FlinkJobs.UnansweredException silent) {
        if (!endsWithin(CANCELLED)) {
          throw silent;
        }
      }
    }

    /** Whether the job ends, successfully or not: an embedded engine may end before it answers. */
    private boolean endsWithin(Duration limit) {
      try {
        result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (ExecutionException failed) {
        return true;
      } catch (TimeoutException goesOn) {
        return false;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    public ServiceMonitor monitor() {
      return new ServiceMonitor(rest, jobName(), request.output(), request.recipe());
    }
  }

  /**
   * Starts the service.
   *
   * @throws MillraceException when it cannot start
   */
  public Running start() throws IOException {
    Engine.Streaming engine = Engine.streaming(request.engine(), request.output(), settings);
    PipelineOptions options = engine.options();
    FileSystems.setDefaultPipelineOptions(options);
    FinishedOutput.checkWritable(request.output());
    checkRecipe();
    MillPlan plan = plan();
    DocumentChain chain = CheckedChain.of(request.recipe(), plan);
    CompletableFuture<Void> result = new CompletableFuture<>();
    boolean there = engine.onCluster() && runsAlready(engine);
    if (!there) {
      checkTopics();
    }
    OutputLock lock = Locks.acquire(request.output(), OutputLock.Use.SERVICE);
    if (there) {
      inBackground(
          () -> {
            try (lock) {
              watch(engine);
            }
          },
          result);
      return new Running(result, engine.rest());
    }
    try {
      MillPlan claimed = plan.withClaim(prepareOutput());
      Progress.begin(0, 0);
      Pipeline pipeline = Pipeline.create(options);
      build(pipeline, claimed, chain);
      inBackground(
          () -> {
            try (lock) {
              pipeline.run();
              if (engine.onCluster()) {
                watch(engine);
              }
            }
          },
          result);
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
    return new Running(result, engine.rest());
  }

  /**
   * Whether the cluster has the job already: a job continues when the process that started it is
   * killed.
   *
   * @throws MillraceException when the request is to overwrite the output
   */
  private boolean runsAlready(Engine.Streaming engine) throws IOException {
    if (new FlinkJobs(engine.rest()).active(jobName()).isEmpty()) {
      return false;
    }
    if (request.whenThere() == OutputFolder.WhenThere.OVERWRITE) {
      throw new MillraceException(
          ErrorKind.WRONG_USE,
          "the service of " + request.output() + " runs on " + engine.rest() + "; stop it first");
    }
    return true;
  }

  private String jobName() {
    return Engine.jobName(request.output());
  }

  private void watch(Engine.Streaming engine) throws IOException {
    new JobWatch(new FlinkJobs(engine.rest()), jobName()).await();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work, CompletableFuture<Void> result) {
    Thread client =
        new Thread(
            () -> {
              try {
                work.run();
                result.complete(null);
              } catch (IOException | RuntimeException | Error failure) {
                result.completeExceptionally(failure);
              }
            },
            "millrace-service");
    client.setDaemon(true);
    client.start();
  }

  private void checkRecipe() {
    if (!request.recipe().windows().isOn()) {
      throw new MillraceException(
          ErrorKind.WRONG_USE, "a stream needs windows; add 'windows: {size: 1h}' to the recipe");
    }
  }

  private void checkTopics() {
    KafkaOutput topics = request.recipe().output().kafka();
    if (topics.isOn()) {
      try {
        KafkaClients.check(topics.bootstrap(), topics.security(), topics.topics());
      } catch (IOException missing) {
        throw new MillraceException(ErrorKind.BROKER_FAILED, missing.getMessage(), missing);
      }
    }
  }

  private Claim prepareOutput() throws IOException {
    boolean goesOn = !settings.restoreFrom().isEmpty();
    OutputFolder output = new OutputFolder(request.output());
    if (!goesOn) {
      Locks.checkUnheld(request.output());
      output.prepareStream(request.whenThere());
      Checkpoints.forget(settings.checkpoints());
    }
    return output.work().claimStream(goesOn);
  }

  MillPlan plan() {
    return MillPlan.of(request, PARTITIONS);
  }

  /**
   * The path of a record, in order:
   *
   * <ol>
   *   <li>{@code Read}: a message becomes a record.
   *   <li>{@code JudgeRecords}: the record is extracted and filtered, its keys are computed, and
   *       its text and marks are written to a segment.
   *   <li>{@code CloseWindows}: the segment is on time or late.
   *   <li>{@code FindDuplicates}: the marks of the window are compared.
   *   <li>{@code GroupShards}, {@code StableShards}: text and duplicate marks are grouped by shard,
   *       and wait for a checkpoint.
   *   <li>{@code WriteShards}: the shard is rephrased, sorted and written.
   *   <li>{@code CommitWindows}, {@code PublishWindows}: the window is committed, then published.
   *   <li>{@code WriteLate}: a late record is written to {@code late/}.
   * </ol>
   *
   * <p>Names of steps must not change: they are the keys of the state in a checkpoint.
   */
  void build(Pipeline pipeline, MillPlan plan, DocumentChain chain) {
    WindowTimes windows = plan.windows();
    PCollection<InputRecord> records = pipeline.apply("Read", source);
    PCollectionTuple decided =
        records
            .apply("JudgeRecords", new JudgeRecords(plan))
            .apply("CloseWindows", new CloseWindows(windows, request.recipe().output().shards()));
    PCollection<KV<Integer, EncodedItem>> items =
        InWindows.windowed(decided, CloseWindows.TEXTS, windows, "WindowsOfTexts");
    if (plan.comparesDocuments()) {
      PCollection<KV<Integer, EncodedItem>> duplicates =
          InWindows.windowed(decided, CloseWindows.MARKS, windows, "WindowsOfMarks")
              .apply("FindDuplicates", new FindDuplicates(plan));
      items = InWindows.merged(items, duplicates, "MarksMeetTexts");
    }
    PCollection<KV<Integer, WrittenShard>> written =
        items
            .apply("GroupShards", GroupByKey.create())
            .apply("StableShards", new Stable<>())
            .apply("WriteShards", new WriteShards(plan, chain.stageNames(), chain.signals(), true));
    PCollection<Long> committed =
        written.apply(
            "CommitWindows",
            new CommitWindows(plan, RunRequest.hashes(request.models()), reporter, true));
    if (request.recipe().output().kafka().isOn()) {
      committed.apply("PublishWindows", new PublishWindows(plan));
    }
    decided
        .get(CloseWindows.LATE)
        .apply("StableLate", new Stable<>())
        .apply("WriteLate", new WriteLate(plan));
  }
}
