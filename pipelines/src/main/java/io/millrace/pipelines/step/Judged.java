package io.millrace.pipelines.step;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import java.util.Optional;

/**
 * The result of the chain for a document.
 *
 * @param id id of the document
 * @param document the document as it was at the verdict, or after the last stage
 * @param ended the verdict; empty when the document passed every stage
 * @param stage index of the stage with the verdict, {@link #READ} for a failure to read, {@link
 *     #PASSED} without a verdict
 * @param signals all signals of the chain by index, NaN if not measured
 * @param image the other parts of the pair, if the document is a caption
 */
public record Judged(
    Hash128 id,
    Document document,
    Optional<Verdict> ended,
    int stage,
    double[] signals,
    Optional<ImagePart> image) {

  /** The result for a document that is no caption. */
  public Judged(
      Hash128 id, Document document, Optional<Verdict> ended, int stage, double[] signals) {
    this(id, document, ended, stage, signals, Optional.empty());
  }

  /** Stage of records that could not be read. */
  public static final int READ = -1;

  /** Stage of documents without a verdict. */
  public static final int PASSED = Integer.MAX_VALUE;

  /** Decides on the shard: the hash of the image for a pair with a decoded image, else the id. */
  public Hash128 meetingId() {
    return image.flatMap(ImagePart::imageHash).orElse(id);
  }

  public Judged withVerdict(Verdict verdict) {
    return new Judged(id, document, Optional.of(verdict), stage, signals, image);
  }

  public Judged withDocument(Document changed) {
    return new Judged(id, changed, ended, stage, signals, image);
  }

  public Judged withImage(ImagePart changed) {
    return new Judged(id, document, ended, stage, signals, Optional.of(changed));
  }
}
