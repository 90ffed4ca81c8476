package io.millrace.langid;

import java.io.IOException;

/**
 * Computes the best labels from a text's vector. Scores are logarithms, computed with fastText's
 * mixture of single and double precision, so that they agree with fastText's to the last digits.
 */
abstract sealed class OutputLayer permits HierarchicalSoftmax, FlatOutput {
  /** Added to each probability before the logarithm, as in fastText. */
  static final double EPSILON = 1e-5;

  private final Matrix weights;

  OutputLayer(Matrix weights) {
    this.weights = weights;
  }

  static OutputLayer of(ModelArguments.Loss loss, Matrix weights, long[] counts)
      throws IOException {
    return switch (loss) {
      case HIERARCHICAL_SOFTMAX -> new HierarchicalSoftmax(weights, counts);
      case SOFTMAX -> new FlatOutput(weights, counts.length, true);
      case NEGATIVE_SAMPLING, ONE_VS_ALL -> new FlatOutput(weights, counts.length, false);
    };
  }

  abstract Scratch newScratch();

  /** Offers all labels that can be among the best; does not sort the list. */
  abstract void collect(float[] hidden, Scratch scratch, BestList best);

  /** Puts the best label into the list, as its only entry. */
  abstract void collectBest(float[] hidden, Scratch scratch, BestList best);

  /** Buffers of one thread. */
  static final class Scratch {
    final float[] floats;
    final double[] doubles;
    final int[] ints;

    Scratch(int floats, int doubles, int ints) {
      this.floats = new float[floats];
      this.doubles = new double[doubles];
      this.ints = new int[ints];
    }
  }

  final float dot(int row, float[] hidden) {
    float[] values = weights.values();
    int from = row * weights.columns();
    float sum = 0;
    for (int i = 0; i < hidden.length; i++) {
      sum += values[from + i] * hidden[i];
    }
    return sum;
  }

  static float log(float x) {
    return (float) Math.log(x + EPSILON);
  }
}
