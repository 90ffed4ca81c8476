package io.millrace.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.model.CausalModel;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.model.DecoderSettings;
import io.millrace.trainer.optimise.AdamWSettings;
import io.millrace.trainer.optimise.ScheduleKind;
import io.millrace.trainer.optimise.ScheduleSettings;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.tensor.TestTorch;
import io.millrace.trainer.tensor.TorchSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  static final DecoderSettings MODEL =
      new DecoderSettings(32, 2, 2, 48, 64, .25, 10_000, true, 1e-5, .02);

  @TempDir Path directory;

  @Test
  void overfitsAFewBatchesAndTwoRunsAreEqualToTheBit() throws IOException {
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    List<StepReport> reports = new ArrayList<>();
    assertThat(run(first, settings(60, 2, 20), false, reports)).isEqualTo(TrainingEnd.FINISHED);
    run(second, settings(60, 2, 20), false, new ArrayList<>());
    assertThat(reports).hasSize(60);
    assertThat(reports.get(0).loss()).isBetween(2.9, 3.4);
    assertThat(reports.get(59).loss()).isLessThan(.3);
    assertThat(reports.get(59).tokens()).isEqualTo(60 * 2 * 4 * 16);
    assertSame(second, first, 60);
    assertThat(names(first.resolve("checkpoints")))
        .containsExactly("step-000000020", "step-000000040", "step-000000060");
    assertThat(Files.readString(first.resolve("metrics.prom")))
        .contains("millrace_training_step 60.0\n", "millrace_training_tokens_total 7680\n");
  }

  @Test
  void resumesFromAnyCheckpointToTheSameBits() throws IOException {
    Path whole = directory.resolve("whole");
    run(whole, settings(14, 1, 6), false, new ArrayList<>());
    for (int stop : new int[] {1, 6, 11}) {
      Path stopped = directory.resolve("stopped-" + stop);
      assertThat(runUntil(stopped, settings(14, 1, 6), stop)).isEqualTo(TrainingEnd.STOPPED);
      assertThat(run(stopped, settings(14, 1, 6), true, new ArrayList<>()))
          .isEqualTo(TrainingEnd.FINISHED);
      assertSame(stopped, whole, 14);
    }
  }

  @Test
  void resumeRemovesLinesAfterTheCheckpoint() throws IOException {
    Path whole = directory.resolve("whole");
    run(whole, settings(12, 1, 5), false, new ArrayList<>());
    Path killed = directory.resolve("killed");
    run(killed, settings(12, 1, 5), false, new ArrayList<>());
    // the log of a process that was killed after step 10
    delete(killed.resolve("checkpoints/step-000000012"));
    Files.createDirectories(killed.resolve("checkpoints/writing-step-000000011"));
    Files.writeString(
        killed.resolve("checkpoints/writing-step-000000011/state.json"),
        "{",
        StandardCharsets.UTF_8);
    run(killed, settings(12, 1, 5), true, new ArrayList<>());
    assertSame(killed, whole, 12);
  }

  @Test
  void accumulationEqualsALargerBatch() throws IOException {
    List<StepReport> parts = new ArrayList<>();
    List<StepReport> whole = new ArrayList<>();
    run(directory.resolve("parts"), settings(5, 2, 5), false, parts);
    Scope root = TestTorch.torch().root().evaluation();
    // one batch with the sequences of two batches
    Trainer trainer =
        trainer(
            root,
            directory.resolve("whole"),
            settings(5, 1, 5),
            model(root),
            state -> new PairedReader(new RepeatingReader(4, 16, 3, 1000, state)),
            whole::add);
    trainer.run(false);
    root.close();
    for (int i = 0; i < 5; i++) {
      assertThat(parts.get(i).loss()).isCloseTo(whole.get(i).loss(), within(1e-5));
    }
  }

  @Test
  void endsWhenTheDataEnds() throws IOException {
    Scope root = TestTorch.torch().root().evaluation();
    Trainer trainer =
        trainer(
            root,
            directory,
            settings(50, 1, 6),
            model(root),
            state -> new RepeatingReader(4, 16, 3, 9, state),
            report -> {});
    assertThat(trainer.run(false)).isEqualTo(TrainingEnd.OUT_OF_DATA);
    assertThat(trainer.steps()).isEqualTo(9);
    assertThat(names(directory.resolve("checkpoints"))).contains("step-000000009");
    root.close();
  }

  @Test
  void anotherRunsCheckpointIsRefused() throws IOException {
    run(directory, settings(4, 1, 2), false, new ArrayList<>());
    assertThatThrownBy(() -> run(directory, settings(4, 1, 2), false, new ArrayList<>()))
        .hasMessageEndingWith("has a run with checkpoints; resume it, or choose another folder");
    assertThatThrownBy(() -> run(directory, settings(8, 1, 2), true, new ArrayList<>()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("step-000000004 was trained with other settings");
  }

  @Test
  void stepsThatAreNotFiniteAreSkippedRolledBackOrFatal() throws IOException {
    for (MishapRule rule : List.of(MishapRule.SKIP, MishapRule.ROLL_BACK, MishapRule.FAIL)) {
      Path folder = directory.resolve(rule.name());
      TrainingSettings settings =
          settings(20, 1, 4, new MishapSettings(rule, MishapRule.KEEP, 1.5, 5, 2));
      Scope root = TestTorch.torch().root().evaluation();
      List<StepReport> reports = new ArrayList<>();
      Trainer trainer =
          trainer(
              root,
              folder,
              settings,
              new Troubled(model(root), List.of(7, 10)),
              state -> new RepeatingReader(4, 16, 3, 1000, state),
              reports::add);
      if (rule == MishapRule.FAIL) {
        assertThatThrownBy(() -> trainer.run(false))
            .isInstanceOf(MishapException.class)
            .hasMessageStartingWith("step 7: the loss is NaN");
      } else {
        assertThat(trainer.run(false)).isEqualTo(TrainingEnd.FINISHED);
        assertThat(trainer.counts().skipped() + trainer.counts().rolledBack()).isEqualTo(2);
        assertThat(reports.get(6).mishap())
            .isEqualTo(rule == MishapRule.SKIP ? "not-finite, skipped" : "not-finite, rolled back");
        assertThat(reports.get(19).loss()).isLessThan(reports.get(0).loss());
        assertThat(Files.readAllLines(folder.resolve("metrics.jsonl")).get(6))
            .contains("\"loss\":null");
      }
      root.close();
    }
  }

  @Test
  void moreMishapsThanAllowedEndTheRun() {
    TrainingSettings settings =
        settings(20, 1, 4, new MishapSettings(MishapRule.SKIP, MishapRule.KEEP, 1.5, 5, 1));
    Scope root = TestTorch.torch().root().evaluation();
    Trainer trainer =
        trainer(
            root,
            directory,
            settings,
            new Troubled(model(root), List.of(7, 10)),
            state -> new RepeatingReader(4, 16, 3, 1000, state),
            report -> {});
    assertThatThrownBy(() -> trainer.run(false))
        .hasMessageStartingWith("step 10:")
        .hasMessageEndingWith("more mishaps than the 1 allowed");
    root.close();
  }

  @Test
  void stepsLeakNoTensors() throws IOException {
    Scope root = TestTorch.torch().root().evaluation();
    List<Integer> live = new ArrayList<>();
    Trainer trainer =
        trainer(
            root,
            directory,
            settings(200, 2, 100),
            model(root),
            state -> new RepeatingReader(4, 16, 3, 1000, state),
            report -> live.add(root.live()));
    trainer.run(false);
    int parameters = trainer.parameters().size();
    // parameters, the optimiser's two tensors for each, and the totals of accumulation
    assertThat(live).hasSize(200).containsOnly(4 * parameters);
    root.close();
  }

  static TrainingSettings settings(long steps, int accumulate, long every) {
    return settings(steps, accumulate, every, MishapSettings.defaults());
  }

  private static TrainingSettings settings(
      long steps, int accumulate, long every, MishapSettings mishaps) {
    return new TrainingSettings(
        steps,
        accumulate,
        7,
        new ScheduleSettings(ScheduleKind.WARM_UP_COSINE, .02, .1, 3, 0),
        AdamWSettings.defaults(),
        mishaps,
        every,
        3,
        new TorchSettings(1, "cpu"));
  }

  static Decoder model(Scope root) {
    return new Decoder(
        new Parameters(root, 7, NumberType.FLOAT32), MODEL, RepeatingReader.VOCABULARY);
  }

  static Trainer trainer(
      Scope root,
      Path directory,
      TrainingSettings settings,
      CausalModel model,
      ReaderSource<Batch> source,
      TrainingListener listener) {
    RunIdentity identity = RunIdentity.of(settings, "none", MODEL);
    return new Trainer(settings, identity, directory, model, root, source, listener);
  }

  private static TrainingEnd run(
      Path directory, TrainingSettings settings, boolean resume, List<StepReport> reports)
      throws IOException {
    try (Scope root = TestTorch.torch().root().evaluation()) {
      return trainer(
              root,
              directory,
              settings,
              model(root),
              state -> new RepeatingReader(4, 16, 3, 1000, state),
              reports::add)
          .run(resume);
    }
  }

  private static TrainingEnd runUntil(Path directory, TrainingSettings settings, long stop)
      throws IOException {
    try (Scope root = TestTorch.torch().root().evaluation()) {
      Trainer[] trainer = new Trainer[1];
      trainer[0] =
          trainer(
              root,
              directory,
              settings,
              model(root),
              state -> new RepeatingReader(4, 16, 3, 1000, state),
              report -> {
                if (report.step() == stop) {
                  trainer[0].stop();
                }
              });
      return trainer[0].run(false);
    }
  }

  static void assertSame(Path run, Path expected, long step) throws IOException {
    assertThat(run.resolve("metrics.jsonl"))
        .hasSameBinaryContentAs(expected.resolve("metrics.jsonl"));
    String checkpoint = String.format(Locale.ROOT, "checkpoints/step-%09d", step);
    for (String file : List.of("model.safetensors", "optimiser.safetensors")) {
      assertThat(run.resolve(checkpoint).resolve(file))
          .hasSameBinaryContentAs(expected.resolve(checkpoint).resolve(file));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** A model whose loss is NaN in some calls. */
  private record Troubled(CausalModel model, List<Integer> troubled, int[] calls)
      implements CausalModel {

    Troubled(CausalModel model, List<Integer> troubled) {
      this(model, troubled, new int[1]);
    }

    @Override
    public Learned learn(Scope scope, Batch batch, double factor) {
      Learned learned = model.learn(scope, batch, factor);
      calls[0]++;
      return troubled.contains(calls[0]) ? new Learned(Double.NaN, learned.gradients()) : learned;
    }

    @Override
    public int vocabulary() {
      return model.vocabulary();
    }

    @Override
    public int maximumLength() {
      return model.maximumLength();
    }

    @Override
    public Tensor logits(Scope scope, Batch batch) {
      return model.logits(scope, batch);
    }

    @Override
    public double loss(Scope scope, Batch batch) {
      return model.loss(scope, batch);
    }

    @Override
    public List<Parameter> parameters() {
      return model.parameters();
    }
  }
}
