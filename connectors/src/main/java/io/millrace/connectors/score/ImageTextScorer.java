package io.millrace.connectors.score;

import java.io.IOException;
import java.util.List;

/** Says how well images and texts fit each other. May be used by many threads. */
public interface ImageTextScorer extends AutoCloseable {

  /**
   * One image and one text.
   *
   * @param image encoded bytes
   */
  record Pair(byte[] image, String text) {}

  /**
   * Scores pairs, each for itself: a pair's score does not depend on those it comes with.
   *
   * @return cosine of the two embeddings, -1..1, in the order of the pairs; NaN for an image that
   *     cannot be decoded
   * @throws IOException when the model fails
   */
  float[] score(List<Pair> pairs) throws IOException;

  /** Scores one pair. */
  default float score(byte[] image, String text) throws IOException {
    return score(List.of(new Pair(image, text)))[0];
  }

  /** Names the models by their hashes: equal names give equal scores on one machine. */
  String name();

  @Override
  void close() throws IOException;
}
