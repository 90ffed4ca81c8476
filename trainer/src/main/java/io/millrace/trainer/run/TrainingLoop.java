package io.millrace.trainer.run;

import io.millrace.trainer.block.ModelPart;
import io.millrace.trainer.data.ReaderState;
import io.millrace.trainer.data.ResumableReader;
import io.millrace.trainer.optimise.AdamW;
import io.millrace.trainer.optimise.Schedule;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The loop of all trainings: steps, schedule, mishaps, checkpoints, metrics. It writes {@code
 * checkpoints/}, {@code metrics.jsonl}, {@code timing.jsonl} and {@code metrics.prom} into the
 * folder of the run.
 *
 * <p>With equal settings, seed, threads and data, every loss is equal to the bit. A run that
 * continues from any of its checkpoints, also after a kill, gives the same results as a run without
 * a stop. {@link #run} is for one thread; {@link #stop} may be called from any thread.
 *
 * @param <B> a batch
 */
abstract sealed class TrainingLoop<B> permits Trainer, PairTrainer {

  /**
   * Result of a step's batches.
   *
   * @param loss mean over the step
   * @param gradients one for each parameter, in the model's order
   * @param counters counters of layers in the last batch, by name
   */
  record Lesson(double loss, List<Tensor> gradients, SortedMap<String, Double> counters) {}

  private final TrainingSettings settings;
  private final RunIdentity identity;
  private final Path directory;
  private final ModelPart model;
  private final Scope root;
  private final AdamW optimiser;
  private final Schedule schedule;
  private final CheckpointFolder checkpoints;
  private final ReaderSource<B> source;
  private final TrainingListener listener;
  private StepMeasure measure = (made, all) -> Collections.emptySortedMap();
  private volatile boolean stopAsked;

  private long step;
  private long tokens;
  private Mishaps mishaps;
  private long savedStep = -1;

  TrainingLoop(
      TrainingSettings settings,
      RunIdentity identity,
      Path directory,
      ModelPart model,
      Scope root,
      ReaderSource<B> source,
      TrainingListener listener) {
    this.settings = settings;
    this.identity = identity;
    this.directory = directory;
    this.model = model;
    this.root = root;
    this.source = source;
    this.listener = listener;
    this.optimiser = new AdamW(root, model.parameters(), settings.optimiser());
    this.schedule = settings.schedule().schedule(settings.steps());
    this.checkpoints =
        new CheckpointFolder(
            directory.resolve("checkpoints"), settings.checkpointEvery(), settings.keep());
  }

  /** Tokens that the model reads in a batch. */
  abstract long tokens(B batch);

  /**
   * Loss and gradients of a step.
   *
   * @param scope a training scope that ends with the step
   * @param batches batches of the step, at least one
   */
  abstract Lesson learn(Scope scope, List<B> batches);

  /** Makes the run save a checkpoint and end after the current step; callable from any thread. */
  public void stop() {
    stopAsked = true;
  }

  /** Adds a measurement after steps; call it before {@link #run}. */
  public void measure(StepMeasure added) {
    measure = added;
  }

  /**
   * Trains until all steps are made, the data ends, or {@link #stop} is called.
   *
   * @param resume whether to continue from the last checkpoint, if there is one; false refuses a
   *     folder with checkpoints
   * @throws TrainingException if the checkpoint is of another run
   * @throws MishapException if mishaps end the run
   * @throws io.millrace.trainer.data.ShardException if the reader cannot go on
   */
  public TrainingEnd run(boolean resume) throws IOException {
    Files.createDirectories(directory);
    Optional<Path> last = checkpoints.latest();
    if (last.isPresent() && !resume) {
      throw new TrainingException(
          directory + " has a run with checkpoints; resume it, or choose another folder");
    }
    Optional<RunState> state = last.isEmpty() ? Optional.empty() : Optional.of(restore(last.get()));
    mishaps =
        new Mishaps(
            settings.mishaps(),
            state.map(RunState::losses).orElse(List.of()),
            state
                .map(s -> new RunCounts(s.skipped(), s.rolledBack(), s.spikes()))
                .orElse(new RunCounts(0, 0, 0)));
    long metricsBytes = state.map(RunState::metricsBytes).orElse(0L);
    long timingBytes = state.map(RunState::timingBytes).orElse(0L);
    try (MetricsLog log = new MetricsLog(directory, metricsBytes, timingBytes);
        ResumableReader<B> reader = source.open(state.map(s -> new ReaderState(s.reader())))) {
      if (state.isEmpty()) {
        save(reader, log);
      }
      listener.begin(step, settings.steps());
      return loop(reader, log);
    }
  }

  private TrainingEnd loop(ResumableReader<B> reader, MetricsLog log) throws IOException {
    TrainingEnd ending = TrainingEnd.FINISHED;
    while (step < settings.steps()) {
      if (stopAsked) {
        ending = TrainingEnd.STOPPED;
        break;
      }
      long begin = System.nanoTime();
      List<B> batches = take(reader);
      if (batches.isEmpty()) {
        ending = TrainingEnd.OUT_OF_DATA;
        break;
      }
      StepReport made = step(batches, begin);
      StepReport report = made.with(measure.after(step, settings.steps()));
      log.write(report, mishaps.counts());
      listener.step(report);
      if (step % settings.checkpointEvery() == 0 && step < settings.steps()) {
        save(reader, log);
      }
    }
    save(reader, log);
    return ending;
  }

  private List<B> take(ResumableReader<B> reader) {
    List<B> batches = new ArrayList<>();
    while (batches.size() < settings.accumulate()) {
      Optional<B> batch = reader.next();
      if (batch.isEmpty()) {
        break;
      }
      batches.add(batch.get());
    }
    return batches;
  }

  private StepReport step(List<B> batches, long begin) throws IOException {
    step++;
    long read = batches.stream().mapToLong(this::tokens).sum();
    tokens += read;
    double rate = schedule.at(step);
    Lesson lesson;
    double norm;
    Mishaps.Verdict verdict;
    try (Scope scope = root.training()) {
      lesson = learn(scope, batches);
      norm = optimiser.norm(scope, lesson.gradients());
      verdict = mishaps.judge(step, lesson.loss(), norm);
      if (verdict.rule() == MishapRule.KEEP) {
        optimiser.step(scope, lesson.gradients(), norm, rate);
      }
    }
    if (verdict.rule() == MishapRule.ROLL_BACK) {
      List<Path> scheduled = checkpoints.scheduled();
      load(scheduled.get(scheduled.size() - 1));
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new StepReport(
        step,
        settings.steps(),
        lesson.loss(),
        rate,
        norm,
        tokens,
        verdict.name(),
        seconds,
        read / seconds,
        lesson.counters());
  }

  /** Restores weights and optimiser, not the reader. */
  private RunState load(Path checkpoint) throws IOException {
    RunState state = CheckpointFolder.state(checkpoint);
    CheckpointFolder.load(checkpoint, root, model.parameters(), optimiser.state());
    optimiser.resume(state.optimiserSteps());
    return state;
  }

  private RunState restore(Path checkpoint) throws IOException {
    identity.requireSame(CheckpointFolder.state(checkpoint).identity(), checkpoint.toString());
    RunState state = load(checkpoint);
    step = state.step();
    savedStep = step;
    tokens = state.tokens();
    return state;
  }

  private void save(ResumableReader<B> reader, MetricsLog log) throws IOException {
    if (step == savedStep) {
      return;
    }
    log.force();
    RunCounts counts = mishaps.counts();
    RunState state =
        new RunState(
            RunState.FORMAT,
            step,
            optimiser.steps(),
            tokens,
            identity,
            reader.state().json(),
            mishaps.losses(),
            counts.skipped(),
            counts.rolledBack(),
            counts.spikes(),
            log.metricsBytes(),
            log.timingBytes());
    Path folder = checkpoints.save(state, model.parameters(), optimiser.state());
    savedStep = step;
    listener.checkpoint(folder);
  }

  public long steps() {
    return step;
  }

  /** Mishaps so far; none before {@link #run}. */
  public RunCounts counts() {
    return mishaps == null ? new RunCounts(0, 0, 0) : mishaps.counts();
  }
}
