package io.millrace.trainer.contrast;

import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;

/** Converts the images of a batch to a tensor. */
final class PixelTensor {

  private PixelTensor() {}

  static Tensor of(Scope scope, PairBatch batch, NumberType type, int side) {
    if (batch.side() != side) {
      throw new IllegalArgumentException(
          "the batch has images of side " + batch.side() + ", the model takes " + side);
    }
    float[] pixels = batch.pixels();
    if (type == NumberType.FLOAT32) {
      return scope.of(pixels, batch.pairs(), 3, side, side);
    }
    double[] numbers = new double[pixels.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = pixels[i];
    }
    return scope.of(numbers, batch.pairs(), 3, side, side);
  }
}
