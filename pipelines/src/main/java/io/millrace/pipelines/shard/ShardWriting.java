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

/** Writes the documents of a shard in their order, each to where its decision sends it. */
final class ShardWriting {

  /** What became of the documents, asked for in their order. */
  @FunctionalInterface
  interface Outlook {
    /**
     * @param judged the next document; its signals may be filled in
     */
    Written next(Judged judged) throws IOException;
  }

  /**
   * How a document is written.
   *
   * @param detail one line for people about what came of rephrasing it, or ""
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
   * @param sorted bytes of the documents, in order
   * @param made bytes of rephrased documents, which take their places among the others
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
    // a pair is settled by its caption, so that is read
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

  /** Makes the small image of a pair; what an earlier stage dropped brings it along. */
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
