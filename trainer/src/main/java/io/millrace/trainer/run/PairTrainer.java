package io.millrace.trainer.run;

import io.millrace.trainer.contrast.PairBatch;
import io.millrace.trainer.contrast.PairModel;
import io.millrace.trainer.contrast.PairReader;
import io.millrace.trainer.data.ReaderState;
import io.millrace.trainer.optimise.AdamW;
import io.millrace.trainer.optimise.Schedule;
import io.millrace.trainer.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Trains a model of images and texts, with the folder, the checkpoints and the promises of {@link
 * Trainer}. A step is one batch: the pairs of a batch are each other's wrong answers, so batches
 * cannot be added up to a larger one.
 */
public final class PairTrainer {

  private final TrainingSettings settings;
  private final RunIdentity identity;
  private final Path directory;
  private final PairModel model;
  private final Scope root;
  private final PairSource source;
  private final TrainingListener listener;
  private final AdamW optimiser;
  private final Schedule schedule;
  private final Checkpoints checkpoints;
  private volatile boolean stopAsked;
  private long step;
  private long tokens;
  private long savedStep = -1;
  private Mishaps mishaps;

  /**
   * @param identity what must be equal to go on from a checkpoint
   * @param directory of the run; made when it is not there
   * @param model whose parameters live in root
   * @throws IllegalArgumentException if accumulate is not 1
   */
  public PairTrainer(
      TrainingSettings settings,
      RunIdentity identity,
      Path directory,
      PairModel model,
      Scope root,
      PairSource source,
      TrainingListener listener) {
    if (settings.accumulate() != 1) {
      throw new IllegalArgumentException(
          "accumulate is "
              + settings.accumulate()
              + "; with pairs it must be 1: make the reader's batch larger instead");
    }
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
        new Checkpoints(
            directory.resolve("checkpoints"), settings.checkpointEvery(), settings.keep());
  }

  /** Asks a run to save and end after the step that it is in. May be called from any thread. */
  public void stop() {
    stopAsked = true;
  }

  /**
   * Trains until the steps are made, the pairs are out, or {@link #stop} is called.
   *
   * @param resume goes on from the last checkpoint, or begins when there is none
   * @throws TrainingException if the checkpoint is of another run, or mishaps end the run
   */
  public Ending run(boolean resume) throws IOException {
    Files.createDirectories(directory);
    Optional<Path> last = checkpoints.latest();
    if (last.isPresent() && !resume) {
      throw new TrainingException(
          directory + " holds a run with checkpoints; resume it, or choose another folder");
    }
    Optional<RunState> state = last.isEmpty() ? Optional.empty() : Optional.of(restore(last.get()));
    List<Double> losses = state.map(RunState::losses).orElse(List.of());
    RunCounts counts =
        state
            .map(s -> new RunCounts(s.skipped(), s.rolledBack(), s.spikes()))
            .orElse(new RunCounts(0, 0, 0));
    mishaps = new Mishaps(settings.mishaps(), losses, counts);
    long metricsBytes = state.map(RunState::metricsBytes).orElse(0L);
    long timingBytes = state.map(RunState::timingBytes).orElse(0L);
    try (MetricsLog log = new MetricsLog(directory, metricsBytes, timingBytes);
        PairReader reader = source.open(state.map(s -> new ReaderState(s.reader())))) {
      if (state.isEmpty()) {
        save(reader, log);
      }
      return loop(reader, log);
    }
  }

  private Ending loop(PairReader reader, MetricsLog log) throws IOException {
    Ending ending = Ending.FINISHED;
    while (step < settings.steps()) {
      if (stopAsked) {
        ending = Ending.STOPPED;
        break;
      }
      long begin = System.nanoTime();
      Optional<PairBatch> batch = reader.next();
      if (batch.isEmpty()) {
        ending = Ending.OUT_OF_DATA;
        break;
      }
      StepReport report = step(batch.get(), begin);
      log.write(report, mishaps.counts());
      listener.step(report);
      if (step % settings.checkpointEvery() == 0 && step < settings.steps()) {
        save(reader, log);
      }
    }
    save(reader, log);
    return ending;
  }

  private StepReport step(PairBatch batch, long begin) throws IOException {
    step++;
    int read = batch.tokens().length;
    tokens += read;
    double rate = schedule.at(step);
    double loss;
    double norm;
    Mishaps.Verdict verdict;
    SortedMap<String, Double> counters;
    try (Scope scope = root.training()) {
      PairModel.Learned learned = model.learn(scope, batch);
      loss = learned.loss();
      counters = learned.counters();
      norm = optimiser.norm(scope, learned.gradients());
      verdict = mishaps.judge(step, loss, norm);
      if (verdict.rule() == MishapRule.KEEP) {
        optimiser.step(scope, learned.gradients(), norm, rate);
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
        loss,
        rate,
        norm,
        tokens,
        verdict.name(),
        seconds,
        read / seconds,
        counters);
  }

  private RunState load(Path checkpoint) throws IOException {
    RunState state = Checkpoints.state(checkpoint);
    Checkpoints.load(checkpoint, root, model.parameters(), optimiser.state());
    optimiser.resume(state.optimiserSteps());
    return state;
  }

  private RunState restore(Path checkpoint) throws IOException {
    identity.requireSame(Checkpoints.state(checkpoint).identity(), checkpoint.toString());
    RunState state = load(checkpoint);
    step = state.step();
    savedStep = step;
    tokens = state.tokens();
    return state;
  }

  private void save(PairReader reader, MetricsLog log) throws IOException {
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

  /** Steps made so far. */
  public long steps() {
    return step;
  }
}
