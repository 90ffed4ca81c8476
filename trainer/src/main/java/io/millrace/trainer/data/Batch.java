package io.millrace.trainer.data;

/**
 * Sequences of equal length, packed from documents. Every array is row-major of shape [sequences,
 * length].
 *
 * @param sequences number of sequences, at least 1
 * @param length tokens in a sequence, at least 1
 * @param tokens ids that the model reads
 * @param targets id that follows each token, or {@link #IGNORED} where there is no loss
 * @param positions position of each token in its document, 0 at a document's first token in the
 *     sequence
 * @param documents number of the token's document in its sequence, from 0; attention does not cross
 *     documents
 */
public record Batch(
    int sequences, int length, int[] tokens, int[] targets, int[] positions, int[] documents) {

  /** Target of a token whose next token is not learned. */
  public static final int IGNORED = -100;

  public Batch {
    int size = Math.multiplyExact(sequences, length);
    if (sequences < 1
        || length < 1
        || tokens.length != size
        || targets.length != size
        || positions.length != size
        || documents.length != size) {
      throw new IllegalArgumentException(
          "a batch of " + sequences + " x " + length + " needs arrays of " + size + " places");
    }
  }

  /** Number of tokens whose next token is learned. */
  public int learned() {
    int learned = 0;
    for (int target : targets) {
      learned += target == IGNORED ? 0 : 1;
    }
    return learned;
  }
}
