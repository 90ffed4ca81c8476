package io.millrace.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.expert.ExpertSettings;
import io.millrace.trainer.expert.RouterKind;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.model.DecoderSettings;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains a decoder with experts: noise and dropped tokens are equal after a resume. */
class MixtureRunTest {

  private static final DecoderSettings MODEL =
      TrainerTest.MODEL.with(
          new ExpertSettings(RouterKind.TOKEN_CHOICE, 4, 2, 2, .8, false, 1, .005, .005, 1));

  @TempDir Path directory;

  @Test
  void continuesToTheSameBitsAndReportsTheLoadOfExperts() throws IOException {
    Path whole = directory.resolve("whole");
    Path stopped = directory.resolve("stopped");
    assertThat(run(whole, false, 0)).isEqualTo(TrainingEnd.FINISHED);
    assertThat(run(stopped, false, 5)).isEqualTo(TrainingEnd.STOPPED);
    assertThat(run(stopped, true, 0)).isEqualTo(TrainingEnd.FINISHED);
    TrainerTest.assertSame(stopped, whole, 12);
    List<String> lines = Files.readAllLines(whole.resolve("metrics.jsonl"));
    assertThat(lines).hasSize(12);
    for (String line : lines) {
      JsonNode json = new ObjectMapper().readTree(line);
      double load = 0;
      for (int expert = 0; expert < 4; expert++) {
        load += json.get("model.layers.1.mlp.gate.load." + expert).doubleValue();
      }
      assertThat(load).isBetween(.999, 1.001);
      assertThat(json.get("model.layers.1.mlp.gate.dropped").doubleValue()).isBetween(.0, .6);
    }
  }

  private static TrainingEnd run(Path folder, boolean resume, long stop) throws IOException {
    TrainingSettings settings =
        new TrainingSettings(
            12,
            1,
            1,
            new ScheduleSettings(ScheduleKind.WARM_UP_COSINE, .01, .1, 2, 0),
            AdamWSettings.defaults(),
            MishapSettings.defaults(),
            4,
            3,
            TorchSettings.defaults());
    try (Scope root = TestTorch.torch().root().evaluation()) {
      Decoder model =
          new Decoder(
              new Parameters(root, 1, NumberType.FLOAT32), MODEL, RepeatingReader.VOCABULARY);
      Trainer[] trainer = new Trainer[1];
      trainer[0] =
          TrainerTest.trainer(
              root,
              folder,
              settings,
              model,
              state -> new RepeatingReader(4, 16, 3, 1000, state),
              report -> {
                if (report.step() == stop) {
                  trainer[0].stop();
                }
              });
      return trainer[0].run(resume);
    }
  }
}
