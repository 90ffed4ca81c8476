package io.millrace.trainer.evaluate;

import java.util.Collection;

/**
 * How well documents were predicted together.
 *
 * @param documents number
 * @param tokens that were predicted
 * @param bytes of text that they stand for
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

  /** Mean loss of a token in nats. */
  public double loss() {
    return nats / tokens;
  }

  /** exp of the loss: depends on the tokenizer. */
  public double perplexity() {
    return Math.exp(loss());
  }

  /** Bits for a byte of text, which models with different tokenizers may be compared by. */
  public double bitsPerByte() {
    return nats / StrictMath.log(2) / bytes;
  }
}
