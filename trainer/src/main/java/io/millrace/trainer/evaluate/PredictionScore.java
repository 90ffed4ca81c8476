package io.millrace.trainer.evaluate;

import java.util.Collection;

/**
 * How well several documents were predicted.
 *
 * @param tokens predicted tokens
 * @param bytes bytes of their text
 * @param nats sum of -ln p over the tokens
 */
public record PredictionScore(long documents, long tokens, long bytes, double nats) {

  static PredictionScore of(Collection<DocumentScore> scores) {
    long tokens = 0;
    long bytes = 0;
    double nats = 0;
    for (DocumentScore score : scores) {
      tokens += score.tokens();
      bytes += score.bytes();
      nats += score.nats();
    }
    return new PredictionScore(scores.size(), tokens, bytes, nats);
  }

  /** Nats per token. */
  public double loss() {
    return nats / tokens;
  }

  /** exp of the loss; depends on the tokenizer. */
  public double perplexity() {
    return Math.exp(loss());
  }

  /** Bits per byte of text; comparable between different tokenizers. */
  public double bitsPerByte() {
    return nats / StrictMath.log(2) / bytes;
  }
}
