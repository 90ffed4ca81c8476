package io.millrace.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.TestTorch;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tensor.TorchSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed by SIGKILL while it writes a checkpoint, and between two checkpoints. */
class KilledRunTest {

  private static final TrainingSettings SETTINGS = TrainerTest.settings(20, 1, 6);

  @TempDir Path directory;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void killedRunContinuesToTheSameBits() throws Exception {
    Path killed = directory.resolve("killed");
    // checkpoints are written after steps 6, 12 and 18: a kill at 12 interrupts the write
    assertThat(killAt(killed, 12)).isTrue();
    assertThat(killAt(killed, 16)).isTrue();
    assertThat(killAt(killed, Integer.MAX_VALUE)).isFalse();
    Path whole = directory.resolve("whole");
    try (Scope root = TestTorch.torch().root().evaluation()) {
      train(root, whole, report -> {});
    }
    TrainerTest.assertSame(killed, whole, 20);
  }

  /** Runs a process until it reports a step; returns whether it was killed. */
  private static boolean killAt(Path directory, int step) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("step " + step)) {
          process.destroyForcibly().waitFor();
          return true;
        }
      }
    }
    assertThat(process.waitFor()).isZero();
    return false;
  }

  private static void train(Scope root, Path directory, TrainingListener listener)
      throws IOException {
    TrainerTest.trainer(
            root,
            directory,
            SETTINGS,
            TrainerTest.model(root),
            state -> new RepeatingReader(4, 16, 3, 1000, state),
            listener)
        .run(true);
  }

  /** The killed process. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws IOException {
      List<String> all = List.of(arguments);
      try (Torch torch = Torch.start(new TorchSettings(1, "cpu"))) {
        train(
            torch.root(),
            Path.of(all.get(0)),
            report -> System.out.println("step " + report.step()));
      }
    }
  }
}
