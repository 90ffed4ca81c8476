package io.millrace.trainer.contrast;

import io.millrace.api.Setting;
import java.util.List;

/**
 * Settings for reading pairs. Ids of pairs decide what is held out. CLIP crops images, SigLIP
 * resizes them.
 */
public record PairReaderSettings(
    @Setting("Seed of the order of pairs.") long seed,
    @Setting(value = "Pairs in a batch.", min = 2, max = 1_000_000) int batch,
    @Setting(value = "Times that every pair is read.", min = 1, max = 1_000_000) int epochs,
    @Setting(value = "Share of the pairs that is kept for evaluation.", min = 0, max = .99)
        double heldOut,
    @Setting("Whether images are cut to a square; else they are squashed to one.") boolean crop,
    @Setting("Mean of red, green and blue in 0..1, which is subtracted.") List<Double> mean,
    @Setting("Standard deviation of red, green and blue, the divisor.") List<Double> std) {

  public PairReaderSettings {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (batch < 2 || epochs < 1 || !(heldOut >= 0 && heldOut < 1)) {
      throw new IllegalArgumentException(
          "batch must be at least 2, epochs at least 1, held_out 0 to less than 1");
    }
    if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(each -> !(each > 0))) {
      throw new IllegalArgumentException(
          "mean and std must have three numbers each, and those of std must be above 0");
    }
  }

  /** SigLIP's pixels: -1 to 1, resized to a square. */
  public static PairReaderSettings defaults() {
    List<Double> half = List.of(.5, .5, .5);
    return new PairReaderSettings(1, 64, 1, .02, false, half, half);
  }
}
