package io.millrace.bench.trainer;

import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.model.CausalModel;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.model.DecoderSettings;
import io.millrace.trainer.optimise.AdamW;
import io.millrace.trainer.optimise.AdamWSettings;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tensor.TorchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Trains a small model for many steps, with different document lengths in each, and prints the
 * number of live tensors and the memory of the process. Arguments: steps, threads. Exits with 1 if
 * the number of tensors, or the memory by 3 %, is higher at the end than after half of the steps.
 * Use a small Java heap, which reaches its limit in the first half.
 */
public final class Soak {

  private static final int VOCABULARY = 1024;
  private static final int SEQUENCES = 4;
  private static final int LENGTH = 64;
  private static final double GROWTH = 1.03;

  private Soak() {}

  public static void main(String[] arguments) throws IOException {
    int steps = Integer.parseInt(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    DecoderSettings shape =
        new DecoderSettings(64, 3, 4, 176, LENGTH, .25, 10_000, true, 1e-5, .02);
    int tensors = 0;
    long memory = 0;
    try (Torch torch = Torch.start(new TorchSettings(threads, "cpu"))) {
      Scope root = torch.root();
      Decoder model = new Decoder(new Parameters(root, 1, NumberType.FLOAT32), shape, VOCABULARY);
      AdamW optimiser = new AdamW(root, model.parameters(), AdamWSettings.defaults());
      System.out.println("step tensors megabytes");
      for (int step = 1; step <= steps; step++) {
        Batch batch = batch(step);
        try (Scope scope = root.training()) {
          CausalModel.Learned one = model.learn(scope, batch, 1.0 / batch.learned());
          double norm = optimiser.norm(scope, one.gradients());
          optimiser.step(scope, one.gradients(), norm, 1e-3);
        }
        if (step % (steps / 20) == 0) {
          System.out.printf(Locale.ROOT, "%d %d %d%n", step, root.live(), resident() >> 20);
        }
        if (step == steps / 2) {
          tensors = root.live();
          memory = resident();
        }
      }
      if (root.live() > tensors || resident() > GROWTH * memory) {
        System.err.println("memory grew");
        System.exit(1);
      }
    }
  }

  private static Batch batch(int number) {
    SplittableRandom random = new SplittableRandom(number);
    int size = SEQUENCES * LENGTH;
    int[] tokens = random.ints(size, 0, VOCABULARY).toArray();
    int[] targets = random.ints(size, 0, VOCABULARY).toArray();
    int[] positions = new int[size];
    int[] documents = new int[size];
    for (int i = 1; i < size; i++) {
      boolean sequence = i % LENGTH == 0;
      boolean begins = sequence || random.nextInt(20) == 0;
      positions[i] = begins ? 0 : positions[i - 1] + 1;
      documents[i] = sequence ? 0 : documents[i - 1] + (begins ? 1 : 0);
    }
    return new Batch(SEQUENCES, LENGTH, tokens, targets, positions, documents);
  }

  private static long resident() throws IOException {
    String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
    return Long.parseLong(pages[1]) * 4096;
  }
}
