package io.millrace.connectors.score;

import java.io.IOException;
import java.util.List;

/** Scores how well images and texts match. Thread-safe. */
public interface ImageTextScorer extends AutoCloseable {

  /**
   * One image and one text.
   *
   * @param image encoded bytes
   */
  record Pair(byte[] image, String text) {}

  /**
   * Scores pairs. The score of a pair does not depend on the other pairs.
   *
   * @return cosine of the two embeddings, -1..1, in the order of the pairs; NaN for an image that
   *     cannot be decoded
   * @throws IOException when the model fails
   */
  float[] score(List<Pair> pairs) throws IOException;

  default float score(byte[] image, String text) throws IOException {
    return score(List.of(new Pair(image, text)))[0];
  }

  /** Name with the hashes of the models: equal names give equal scores on one machine. */
  String name();

  @Override
  void close() throws IOException;
}
