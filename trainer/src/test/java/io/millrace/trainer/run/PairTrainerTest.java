package io.millrace.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.contrast.ContrastFixtures;
import io.millrace.trainer.contrast.DualEncoder;
import io.millrace.trainer.contrast.Retrieval;
import io.millrace.trainer.optimise.AdamWSettings;
import io.millrace.trainer.optimise.ScheduleKind;
import io.millrace.trainer.optimise.ScheduleSettings;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.TestTorch;
import io.millrace.trainer.tensor.TorchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairTrainerTest {

  private final Scope scope = TestTorch.torch().root().evaluation();

  @TempDir Path folder;

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void learnsColoursAndPositionsAndContinuesToTheSameBits() throws IOException {
    ContrastFixtures data = ContrastFixtures.of(folder);
    Path whole = folder.resolve("whole");
    DualEncoder model = model(data);
    assertThat(trainer(settings(1, 80), whole, model, data, report -> {}).run(false))
        .isEqualTo(TrainingEnd.FINISHED);
    Retrieval.Recall recall = data.recall(model, scope);
    assertThat(recall.pairs()).isEqualTo(24);
    assertThat(recall.textOfImage().get(5)).isGreaterThan(.8);
    assertThat(recall.imageOfText().get(5)).isGreaterThan(.8);

    Path stopped = folder.resolve("stopped");
    PairTrainer[] first = new PairTrainer[1];
    first[0] =
        trainer(
            settings(1, 80),
            stopped,
            model(data),
            data,
            report -> {
              if (report.step() == 33) {
                first[0].stop();
              }
            });
    assertThat(first[0].run(false)).isEqualTo(TrainingEnd.STOPPED);
    trainer(settings(1, 80), stopped, model(data), data, report -> {}).run(true);
    assertThat(stopped.resolve("metrics.jsonl"))
        .hasSameBinaryContentAs(whole.resolve("metrics.jsonl"));
    String last = "checkpoints/step-000000080/model.safetensors";
    assertThat(stopped.resolve(last)).hasSameBinaryContentAs(whole.resolve(last));
    assertThat(Files.readAllLines(whole.resolve("metrics.jsonl"))).hasSize(80);
  }

  @Test
  void accumulationIsRefused() {
    assertThatThrownBy(() -> trainer(settings(2, 50), folder, null, null, report -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("accumulate is 2");
  }

  private DualEncoder model(ContrastFixtures data) {
    return new DualEncoder(
        new Parameters(scope, 2, NumberType.FLOAT32), ContrastFixtures.model(), data.vocabulary());
  }

  private PairTrainer trainer(
      TrainingSettings settings,
      Path run,
      DualEncoder model,
      ContrastFixtures data,
      TrainingListener listener) {
    RunIdentity identity = RunIdentity.of(settings, "letters");
    return new PairTrainer(
        settings, identity, run, model, scope, state -> data.reader(model, state), listener);
  }

  private static TrainingSettings settings(int accumulate, int steps) {
    return new TrainingSettings(
        steps,
        accumulate,
        1,
        new ScheduleSettings(ScheduleKind.WARM_UP_COSINE, .005, .1, 10, 0),
        AdamWSettings.defaults(),
        MishapSettings.defaults(),
        30,
        3,
        TorchSettings.defaults());
  }
}
