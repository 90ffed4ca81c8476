package io.millrace.trainer.run;

import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.data.BatchReader;
import io.millrace.trainer.data.ReaderState;
import io.millrace.trainer.model.LanguageModel;
import io.millrace.trainer.optimise.AdamW;
import io.millrace.trainer.optimise.Schedule;
import io.millrace.trainer.tensor.Ops;
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
 * Trains a model. The folder of a run gets {@code checkpoints/}, {@code metrics.jsonl}, {@code
 * timing.jsonl} and {@code metrics.prom}.
 *
 * <p>With the same settings, seed, threads and data, every loss is the same to the bit, and a run
 * that goes on from any of its checkpoints gives the same as one that was never stopped, also after
 * the process was killed. {@link #run} is for one thread; {@link #stop} may come from any other.
 */
public final class Trainer {

  private final TrainingSettings settings;
  private final RunIdentity identity;
  private final Path directory;
  private final LanguageModel model;
  private final Scope root;
  private final AdamW optimiser;
  private final Schedule schedule;
  private final Checkpoints checkpoints;
  private final ReaderSource source;
  private final TrainingListener listener;
  private volatile boolean stopAsked;

  private long step;
  private long tokens;
  private Mishaps mishaps;
  private long savedStep = -1;
  private List<Tensor> totals = List.of();

  /** What layers noted in the step's last batch. */
  private SortedMap<String, Double> counters = Collections.emptySortedMap();

  /**
   * @param identity what must be equal to go on from a checkpoint, see {@link RunIdentity#of}
   * @param directory of the run; made when it is not there
   * @param model whose parameters live in root
   * @param root owns the optimiser's state
   */
  public Trainer(
      TrainingSettings settings,
      RunIdentity identity,
      Path directory,
      LanguageModel model,
      Scope root,
      ReaderSource source,
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
        new Checkpoints(
            directory.resolve("checkpoints"), settings.checkpointEvery(), settings.keep());
  }

  /** Asks a run to save and end after the step that it is in. May be called from any thread. */
  public void stop() {
    stopAsked = true;
  }

  /**
   * Trains until the steps are made, the data is out, or {@link #stop} is called.
   *
   * @param resume goes on from the last checkpoint, or begins when there is none; without it a
   *     folder that has checkpoints is refused
   * @throws TrainingException if the checkpoint is of another run
   * @throws MishapException if mishaps end the run
   * @throws io.millrace.trainer.data.ShardException if the reader cannot go on
   */
  public Ending run(boolean resume) throws IOException {
    Files.createDirectories(directory);
    Optional<Path> last = checkpoints.latest();
    if (last.isPresent() && !resume) {
      throw new TrainingException(
          directory + " holds a run with checkpoints; resume it, or choose another folder");
    }
    Optional<RunState> state = Optional.empty();
    if (last.isPresent()) {
      state = Optional.of(restore(last.get()));
      savedStep = step;
    }
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
        BatchReader reader = source.open(state.map(s -> new ReaderState(s.reader())))) {
      if (state.isEmpty()) {
        save(reader, log);
      }
      return loop(reader, log);
    }
  }

  private Ending loop(BatchReader reader, MetricsLog log) throws IOException {
    Ending ending = Ending.FINISHED;
    while (step < settings.steps()) {
      if (stopAsked) {
        ending = Ending.STOPPED;
        break;
      }
      long begin = System.nanoTime();
      List<Batch> batches = take(reader);
      if (batches.isEmpty()) {
        ending = Ending.OUT_OF_DATA;
        break;
      }
      StepReport report = step(batches, begin);
      log.write(report, mishaps.counts());
      listener.step(report);
      if (step % settings.checkpointEvery() == 0 && step < settings.steps()) {
        save(reader, log);
      }
    }
    save(reader, log);
    return ending;
  }

  private List<Batch> take(BatchReader reader) {
    List<Batch> batches = new ArrayList<>();
    while (batches.size() < settings.accumulate()) {
      Optional<Batch> batch = reader.next();
      if (batch.isEmpty()) {
        break;
      }
      batches.add(batch.get());
    }
    return batches;
  }

  private StepReport step(List<Batch> batches, long begin) throws IOException {
    step++;
    long learned = Math.max(1, batches.stream().mapToLong(Batch::learned).sum());
    long read = batches.stream().mapToLong(batch -> batch.tokens().length).sum();
    tokens += read;
    double rate = schedule.at(step);
    double loss = 0;
    double norm;
    Mishaps.Verdict verdict;
    try (Scope scope = root.training()) {
      List<Tensor> gradients;
      if (batches.size() == 1) {
        LanguageModel.Learned one = model.learn(scope, batches.get(0), 1.0 / learned);
        loss = one.loss() / learned;
        gradients = one.gradients();
        counters = one.counters();
      } else {
        loss = accumulate(batches, learned) / learned;
        gradients = totals;
      }
      norm = optimiser.norm(scope, gradients);
      verdict = mishaps.judge(step, loss, norm);
      if (verdict.rule() == MishapRule.KEEP) {
        optimiser.step(scope, gradients, norm, rate);
      }
    }
    if (verdict.rule() == MishapRule.ROLL_BACK) {
      rollBack();
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

  /** Adds the gradients of all batches up in {@link #totals}; gives the sum of their losses. */
  private double accumulate(List<Batch> batches, long learned) {
    if (totals.isEmpty()) {
      totals = model.parameters().stream().map(one -> Ops.zerosLike(root, one.value())).toList();
    } else {
      try (Scope scope = root.evaluation()) {
        Ops.clear(scope, totals);
      }
    }
    double loss = 0;
    for (Batch batch : batches) {
      // a scope for each: what one batch needed is free before the next begins
      try (Scope scope = root.training()) {
        LanguageModel.Learned one = model.learn(scope, batch, 1.0 / learned);
        Ops.accumulate(scope, totals, one.gradients());
        loss += one.loss();
        counters = one.counters();
      }
    }
    return loss;
  }

  private void rollBack() throws IOException {
    List<Path> scheduled = checkpoints.scheduled();
    Path last = scheduled.get(scheduled.size() - 1);
    RunState state = Checkpoints.state(last);
    Checkpoints.load(last, root, model.parameters(), optimiser.state());
    optimiser.resume(state.optimiserSteps());
  }

  private RunState restore(Path checkpoint) throws IOException {
    RunState state = Checkpoints.state(checkpoint);
    identity.requireSame(state.identity(), checkpoint.toString());
    Checkpoints.load(checkpoint, root, model.parameters(), optimiser.state());
    optimiser.resume(state.optimiserSteps());
    step = state.step();
    tokens = state.tokens();
    return state;
  }

  private void save(BatchReader reader, MetricsLog log) throws IOException {
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

  /** Parameters of the model that is trained, for an export. */
  public List<Parameter> parameters() {
    return model.parameters();
  }

  /** What went wrong so far; nothing before {@link #run}. */
  public RunCounts counts() {
    return mishaps == null ? new RunCounts(0, 0, 0) : mishaps.counts();
  }
}
