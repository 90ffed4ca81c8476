package io.millrace.trainer.contrast;

import java.util.Arrays;

/**
 * Images and the texts that belong to them.
 *
 * @param pairs number of pairs, at least 1
 * @param side of the images in pixels
 * @param pixels normalised, [pairs, 3, side, side] row by row
 * @param tokens ids of all texts, one text after the other
 * @param lengths tokens of each text, at least 1
 */
public record PairBatch(int pairs, int side, float[] pixels, int[] tokens, int[] lengths) {

  public PairBatch {
    long size = 3L * pairs * side * side;
    if (pairs < 1 || side < 1 || pixels.length != size || lengths.length != pairs) {
      throw new IllegalArgumentException(
          pairs
              + " pairs of side "
              + side
              + " need "
              + size
              + " numbers and "
              + pairs
              + " lengths");
    }
    if (Arrays.stream(lengths).anyMatch(length -> length < 1)
        || Arrays.stream(lengths).asLongStream().sum() != tokens.length) {
      throw new IllegalArgumentException("lengths must be at least 1 and add up to the tokens");
    }
  }

  /** Lengths of the texts, as the layout of a pass wants them. */
  long[] runs() {
    return Arrays.stream(lengths).asLongStream().toArray();
  }

  /** A number that the batch alone decides. */
  long seed() {
    long seed = pairs;
    for (int token : tokens) {
      seed = seed * 0x5851F42D4C957F2DL + token + 1;
    }
    return seed;
  }
}
