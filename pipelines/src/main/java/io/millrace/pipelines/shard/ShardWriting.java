package io.millrace.pipelines.shard;

import io.millrace.corpus.EncodedDocument;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.summary.SummaryCollector;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes the documents of a shard in order, by their decisions. */
final class ShardWriting {

  /** Gives the decisions on the documents, in order. */
  @FunctionalInterface
  interface Outlook {
    /**
     * @param judged the next document; its signals may be changed
     */
    Written next(Judged judged) throws IOException;
  }

  /**
   * A decision with a description.
   *
   * @param detail result of rephrasing in one line, or ""
   */
  record Written(Decision decision, String detail) {}

  private final ShardDecider decider;
  private final ShardFiles files;
  private final SummaryCollector summary;
  private final Thumbnails thumbnails;

  ShardWriting(
      ShardDecider decider, ShardFiles files, SummaryCollector summary, Thumbnails thumbnails) {
    this.decider = decider;
    this.files = files;
    this.summary = summary;
    this.thumbnails = thumbnails;
  }

  /**
   * Writes all documents.
   *
   * @param sorted encoded documents, in order
   * @param made encoded rephrased documents, in order; they are merged with the others
   */
  void write(Iterator<byte[]> sorted, Iterator<byte[]> made, Outlook outlook) throws IOException {
    byte[] nextMade = made.hasNext() ? made.next() : null;
    while (sorted.hasNext()) {
      byte[] next = sorted.next();
      while (nextMade != null && Arrays.compareUnsigned(nextMade, next) < 0) {
        writeMade(nextMade);
        nextMade = made.hasNext() ? made.next() : null;
      }
      write(ShardItemCodec.decodeUnread(next), outlook);
    }
    for (; nextMade != null; nextMade = made.hasNext() ? made.next() : null) {
      writeMade(nextMade);
    }
  }

  private void writeMade(byte[] made) throws IOException {
    files.writeRephrased(ShardItemCodec.decodeUnread(made).document());
  }

  private void write(ShardItemCodec.Unread unread, Outlook outlook) throws IOException {
    EncodedDocument document = unread.document();
    // the caption of a pair is its text, which LateVerdicts needs
    Judged judged = decider.comparesImages() ? decider.settled(unread.decoded()) : unread.judged();
    Written written = outlook.next(judged);
    Decision decision = written.decision();
    files.write(
        decision.isKept() ? decider.withAllCaptions(judged) : judged,
        document,
        decision.verdict(),
        written.detail());
    summary.add(
        document,
        decision.verdict(),
        decision.stage(),
        judged.signals(),
        thumbnail(judged.image().flatMap(ImagePart::image).isPresent() ? unread.judged() : judged));
  }

  /** The thumbnail of a pair; a pair that the chain dropped already has one. */
  private Optional<Supplier<Optional<byte[]>>> thumbnail(Judged judged) {
    return judged
        .image()
        .map(
            part ->
                () ->
                    judged.ended().isPresent()
                        ? part.image()
                        : part.image().flatMap(thumbnails::of));
  }
}
