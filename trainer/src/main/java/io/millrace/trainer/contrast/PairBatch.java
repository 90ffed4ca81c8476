package io.millrace.trainer.contrast;

import java.util.Arrays;

/**
 * Images with their texts.
 *
 * @param pairs number of pairs, at least 1
 * @param side side of the images in pixels
 * @param pixels normalised, [pairs, 3, side, side] row by row
 * @param tokens ids of all texts, one text after the other
 * @param lengths tokens of each text, at least 1
 */
public record PairBatch(int pairs, int side, float[] pixels, int[] tokens, int[] lengths) {

  public PairBatch {
    long size = 3L * pairs * side * side;
    if (pairs < 1 || side < 1 || pixels.length != size || lengths.length != pairs) {
      throw new IllegalArgumentException(
          "pixels or lengths do not fit " + pairs + " pairs of side " + side);
    }
    if (Arrays.stream(lengths).anyMatch(length -> length < 1)
        || Arrays.stream(lengths).asLongStream().sum() != tokens.length) {
      throw new IllegalArgumentException(
          "lengths must be at least 1 and their sum the number of tokens");
    }
  }

  /** Lengths of the texts, for the layout of a pass. */
  long[] runs() {
    return Arrays.stream(lengths).asLongStream().toArray();
  }

  /** A seed that depends only on the batch. */
  long seed() {
    long seed = pairs;
    for (int token : tokens) {
      seed = seed * 0x5851F42D4C957F2DL + token + 1;
    }
    return seed;
  }
}
