package io.millrace.pipelines.step;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import java.util.Optional;

/**
 * A document at the end of the chain.
 *
 * @param id of the document, as 128 bits
 * @param document as it was when a stage ended its way, or after the last stage
 * @param ended the verdict of the stage that ended it; empty when every stage of the chain let it
 *     pass
 * @param stage place of that stage in the recipe, {@link #READ} for a failure to read, {@link
 *     #PASSED} when none ended it
 * @param signals all signals of the chain by place, NaN where none was measured
 * @param image the rest of the pair, when the document is the caption of one
 */
public record Judged(
    Hash128 id,
    Document document,
    Optional<Verdict> ended,
    int stage,
    double[] signals,
    Optional<ImagePart> image) {

  /** A document that is no caption. */
  public Judged(
      Hash128 id, Document document, Optional<Verdict> ended, int stage, double[] signals) {
    this(id, document, ended, stage, signals, Optional.empty());
  }

  /** Stage of records that could not be read. */
  public static final int READ = -1;

  /** Stage of documents that no stage ended. */
  public static final int PASSED = Integer.MAX_VALUE;

  /**
   * What must meet in a shard has this in common: pairs of one image its hash, all else its own id.
   */
  public Hash128 meetingId() {
    return image.flatMap(ImagePart::imageHash).orElse(id);
  }

  /** The same state of the document with another verdict of the same stage. */
  public Judged withVerdict(Verdict verdict) {
    return new Judged(id, document, Optional.of(verdict), stage, signals, image);
  }

  /** The same verdict on another state of the document. */
  public Judged withDocument(Document changed) {
    return new Judged(id, changed, ended, stage, signals, image);
  }

  /** The same verdict on the same document, with another image or other captions. */
  public Judged withImage(ImagePart changed) {
    return new Judged(id, document, ended, stage, signals, Optional.of(changed));
  }
}
