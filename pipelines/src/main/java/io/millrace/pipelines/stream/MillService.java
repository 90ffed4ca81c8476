package io.millrace.pipelines.stream;

import io.millrace.connectors.kafka.KafkaClients;
import io.millrace.connectors.kafka.KafkaOutput;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.commit.CommitWindows;
import io.millrace.pipelines.commit.WindowReporter;
import io.millrace.pipelines.engine.Engine;
import io.millrace.pipelines.engine.FlinkJobs;
import io.millrace.pipelines.engine.JobWatch;
import io.millrace.pipelines.engine.ServiceSettings;
import io.millrace.pipelines.failure.Failures;
import io.millrace.pipelines.flow.FindDuplicates;
import io.millrace.pipelines.flow.InWindows;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.Progress;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.flow.WriteShards;
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
 * The streaming service: records that never end go through the same chain as those of a run, and
 * each window is committed once, with the bytes that a run over the same records gives it.
 */
public final class MillService {

  /** Partitions in which marks of a window meet; no result depends on it. */
  private static final int PARTITIONS = 16;

  /** Time in which a job ends that was cancelled by a request without an answer. */
  private static final Duration CANCELLED = Duration.ofSeconds(20);

  private final RunRequest request;
  private final ServiceSettings settings;
  private final PTransform<PBegin, PCollection<InputRecord>> source;
  private final WindowReporter reporter;

  /**
   * @param source reads the records; their timestamps say how far the stream is
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

  /** A service that was started. */
  public final class Running {

    private final CompletableFuture<?> result;
    private final String rest;
    private volatile boolean cancelled;

    /**
     * @param result done when the job has ended
     * @param rest {@code HOST:PORT} of the engine
     */
    Running(CompletableFuture<?> result, String rest) {
      this.result = result;
      this.rest = rest;
    }

    /**
     * Waits until it ends.
     *
     * @throws MillraceException when it fails for good
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
     * Stops it with a savepoint, from which the next one goes on.
     *
     * @param limit time to wait for that
     * @return address of the savepoint
     * @throws IOException when none could be made; the service goes on then
     */
    public String stop(Duration limit) throws IOException {
      FlinkJobs jobs = new FlinkJobs(rest);
      String job =
          jobs.running(jobName()).orElseThrow(() -> new IOException("the job does not run"));
      try {
        return jobs.stop(job, settings.checkpoints(), limit);
      } catch (FlinkJobs.UnansweredException silent) {
        return whereItEnded(silent, limit);
      }
    }

    /** An embedded engine goes with its job, at times before it has said where the savepoint is. */
    private String whereItEnded(IOException silent, Duration limit) throws IOException {
      try {
        result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw silent;
      } catch (ExecutionException | TimeoutException failedOrGoesOn) {
        throw silent;
      }
      // nothing is newer than the savepoint with which it ended
      return Checkpoints.newest(settings.checkpoints()).orElseThrow(() -> silent);
    }

    /** Ends it at once; what the last checkpoint has is not lost. */
    public void cancel() throws IOException {
      cancelled = true;
      FlinkJobs jobs = new FlinkJobs(rest);
      // one that fails again and again hardly ever runs
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

    /** Whether the job ends, in whatever way: an embedded engine may go before it answers. */
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

    /** Says how it is. */
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
    DocumentChain chain = MillRun.checkedChain(request.recipe(), plan);
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
   * Whether the cluster has the job already: it goes on when the one who started it is killed, and
   * a second one would be in its way.
   *
   * @throws MillraceException when the job was to begin anew
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

  /** Something that may fail. */
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
   * The path of a record: it is read, extracted and taken through the chain, which gives it its
   * keys; it is on time or late; keys are compared; text and marks of duplicates meet at the shard,
   * where the record is rephrased and written; the window is committed and published. Names of
   * steps stay as they are: a stream goes on from state that is kept by them.
   */
  void build(Pipeline pipeline, MillPlan plan, DocumentChain chain) {
    WindowTimes windows = plan.windows();
    PCollectionTuple decided =
        pipeline
            .apply("Read", source)
            .apply("JudgeRecords", new JudgeRecords(plan))
            .apply("CloseWindows", new CloseWindows(windows, request.recipe().output().shards()));
    PCollection<KV<Integer, EncodedItem>> items =
        InWindows.windowed(decided, CloseWindows.TEXTS, windows, "WindowsOfTexts");
    if (plan.comparesDocuments()) {
      PCollection<KV<Integer, EncodedItem>> marks =
          InWindows.windowed(decided, CloseWindows.MARKS, windows, "WindowsOfMarks");
      items =
          MillRun.both(
              items, marks.apply("FindDuplicates", new FindDuplicates(plan)), "MarksMeetTexts");
    }
    PCollection<Long> committed =
        items
            .apply("GroupShards", GroupByKey.create())
            .apply("StableShards", new Stable<>())
            .apply("WriteShards", new WriteShards(plan, chain.stageNames(), chain.signals(), true))
            .apply(
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
