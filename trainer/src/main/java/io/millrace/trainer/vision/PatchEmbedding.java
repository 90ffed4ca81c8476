package io.millrace.trainer.vision;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Linear;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.util.Optional;

/**
 * Embeds the patches of images (Dosovitskiy et al. 2021): one matrix for each square of pixels,
 * plus a position. [images, 3, side, side] gives [images * patches, width], row by row.
 */
public final class PatchEmbedding extends AbstractPart {

  private static final int CHANNELS = 3;
  private static final double LONGEST = 10_000;

  private final VisionSettings settings;
  private final Linear projection;
  private final Optional<Tensor> learned;
  private final NumberType type;

  /**
   * With {@code patch.weight} [width, 3 * patch * patch] (channel, row, column), {@code patch.bias}
   * [width], and {@code positions} [patches, width] if they are learned.
   */
  public PatchEmbedding(Parameters parameters, VisionSettings settings) {
    super(parameters);
    int width = settings.tower().width();
    int pixels = CHANNELS * settings.patchSize() * settings.patchSize();
    this.settings = settings;
    this.type = parameters.type();
    this.projection = Linear.biased(parameters.at("patch"), pixels, width, 1 / Math.sqrt(pixels));
    this.learned =
        settings.positions() == PositionKind.LEARNED
            ? Optional.of(
                parameters.normal(
                    "positions", settings.tower().deviation(), settings.patches(), width))
            : Optional.empty();
  }

  /**
   * @param pixels [images, 3, side, side]; stays owned by the caller
   */
  public Tensor forward(Pass pass, Tensor pixels) {
    Scope scope = pass.scope();
    int images = Math.toIntExact(pixels.size(0));
    try (Tensor patches = EncoderOps.patches(scope, pixels, settings.patchSize());
        Tensor embedded = projection.forward(pass, patches);
        Tensor places = places(scope);
        Tensor all = EncoderOps.repeat(scope, places, images)) {
      return Ops.add(scope, embedded, all);
    }
  }

  private Tensor places(Scope scope) {
    if (learned.isPresent()) {
      return EncoderOps.part(scope, learned.get(), 0, settings.patches());
    }
    int width = settings.tower().width();
    int side = settings.imageSize() / settings.patchSize();
    return scope.of(sineCosine(side, width), type, settings.patches(), width);
  }

  /**
   * Sines and cosines of the column, then of the row, a quarter of the width each; wavelengths are
   * 2 pi to 20,000 pi.
   *
   * @return [side * side, width], row by row
   */
  static double[] sineCosine(int side, int width) {
    int quarter = width / 4;
    double[] numbers = new double[side * side * width];
    for (int place = 0; place < side * side; place++) {
      for (int i = 0; i < quarter; i++) {
        double rate = Math.pow(LONGEST, quarter == 1 ? 0 : -i / (quarter - 1.0));
        double column = place % side * rate;
        double row = place / side * rate;
        numbers[place * width + i] = Math.sin(column);
        numbers[place * width + quarter + i] = Math.cos(column);
        numbers[place * width + 2 * quarter + i] = Math.sin(row);
        numbers[place * width + 3 * quarter + i] = Math.cos(row);
      }
    }
    return numbers;
  }

  /** The fixed positions of these settings, [patches, width] row by row. */
  public static double[] fixedPlaces(VisionSettings settings) {
    return sineCosine(settings.imageSize() / settings.patchSize(), settings.tower().width());
  }
}
