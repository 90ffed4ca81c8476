package io.millrace.bench.trainer;

import io.millrace.bench.Clock;
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
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures training steps of a decoder of width 256 with 6 layers on sequences of 512 tokens;
 * {@code bench/trainer/step.py} does the same in PyTorch eager. Arguments: steps, threads,
 * documents per sequence. Prints a line for each step: seconds by wall clock, processor seconds of
 * the process, loss.
 */
public final class StepSpeed {

  private static final int SEQUENCES = 4;
  private static final int LENGTH = 512;
  private static final int VOCABULARY = 8192;

  private StepSpeed() {}

  public static void main(String[] arguments) throws IOException {
    int steps = Integer.parseInt(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    int documents = Integer.parseInt(arguments[2]);
    try (Torch torch = Torch.start(new TorchSettings(threads, "cpu"))) {
      Scope root = torch.root();
      Decoder model =
          new Decoder(
              new Parameters(root, 1, NumberType.FLOAT32), DecoderSettings.defaults(), VOCABULARY);
      AdamW optimiser = new AdamW(root, model.parameters(), AdamWSettings.defaults());
      for (int step = 0; step < steps; step++) {
        Clock clock = Clock.start();
        double loss = step(root, model, optimiser, batch(step, documents));
        Clock.Time time = clock.lap();
        System.out.printf(Locale.ROOT, "%.4f %.4f %.4f%n", time.wall(), time.cpu(), loss);
      }
    }
  }

  private static double step(Scope root, Decoder model, AdamW optimiser, Batch batch) {
    try (Scope scope = root.training()) {
      int learned = batch.learned();
      CausalModel.Learned one = model.learn(scope, batch, 1.0 / learned);
      double norm = optimiser.norm(scope, one.gradients());
      optimiser.step(scope, one.gradients(), norm, 1e-3);
      return one.loss() / learned;
    }
  }

  private static Batch batch(int number, int documentsInSequence) {
    SplittableRandom random = new SplittableRandom(number);
    int document = LENGTH / documentsInSequence;
    int size = SEQUENCES * LENGTH;
    int[] tokens = random.ints(size, 0, VOCABULARY).toArray();
    int[] targets = random.ints(size, 0, VOCABULARY).toArray();
    int[] positions = new int[size];
    int[] documents = new int[size];
    for (int i = 0; i < size; i++) {
      positions[i] = i % LENGTH % document;
      documents[i] = i % LENGTH / document;
    }
    return new Batch(SEQUENCES, LENGTH, tokens, targets, positions, documents);
  }
}
