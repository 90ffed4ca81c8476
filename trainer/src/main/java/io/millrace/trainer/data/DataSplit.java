package io.millrace.trainer.data;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Origin;

/** Documents for training, and documents for evaluation only. */
public enum DataSplit {
  TRAIN,
  HELD_OUT;

  private static final double UNIT = 0x1p-53;

  /**
   * The split of a document, by the hash of its id. A rephrased document has the split of its
   * source, so that no other wording of held-out text is trained on.
   *
   * @param share share of ids that are held out, 0 to 1
   */
  public static DataSplit of(Document document, double share) {
    String id = document.origin().map(Origin::id).orElse(document.id());
    double place = (Hash128.of("held-out\n" + id).high() >>> 11) * UNIT;
    return place < share ? HELD_OUT : TRAIN;
  }
}
