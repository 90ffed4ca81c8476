package io.millrace.pipelines.shard;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.DuplicateMark;
import io.millrace.filters.pii.PiiMasker;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.item.PackedItems;
import io.millrace.pipelines.item.Pieces;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.summary.ShardSummary;
import io.millrace.pipelines.summary.SummaryCollector;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Makes one shard of what met there: sorts the documents, lets duplicate marks speak, mixes, and
 * writes shards, rejects and verdicts. What is written depends on the items alone, not on their
 * order.
 */
public final class ShardMill implements Closeable {

  private final ShardPlan plan;
  private final ShardItemCodec codec = new ShardItemCodec();
  private final Comparator<DuplicateMark> markOrder;
  private SharedRephraser rephraser;
  private SameImages sameImages;
  private long repeated;
  private LateVerdicts late;
  private final Thumbnails thumbnails = new Thumbnails();

  public ShardMill(ShardPlan plan) {
    this.plan = plan;
    this.markOrder = DuplicateMark.order(reason -> plan.stages().indexOf(reason.stage()));
  }

  /**
   * @param items what {@link ShardItemCodec} encoded, whole, in pieces or packed; gone through once
   */
  public ShardSummary mill(int shard, Iterable<EncodedItem> items) throws IOException {
    return mill(plan.output(), shard, items);
  }

  /**
   * Makes a shard of another output than the plan's.
   *
   * @param output its address
   */
  public ShardSummary mill(String output, int shard, Iterable<EncodedItem> items)
      throws IOException {
    SummaryCollector summary =
        new SummaryCollector(
            shard,
            plan.stages(),
            plan.signals(),
            plan.images().isPresent(),
            plan.pii()
                .map(PiiMasker::new)
                .<UnaryOperator<String>>map(masker -> masker::mask)
                .orElse(UnaryOperator.identity()));
    Map<String, DuplicateMark> marks = new HashMap<>();
    late = plan.images().map(LateVerdicts::new).orElse(null);
    try (ExternalSorter sorter = new ExternalSorter(plan.temporary(), plan.sortMemory());
        Pieces pieces = new Pieces(plan.temporary());
        ShardFiles files = new ShardFiles(plan.withOutput(output), shard)) {
      for (EncodedItem item : PackedItems.items(items)) {
        Optional<EncodedItem> whole = pieces.add(item);
        if (whole.isEmpty()) {
          continue;
        }
        if (whole.get().kind() == ItemKind.TEXT) {
          sorter.add(whole.get().bytes());
        } else {
          takeAside(codec.decode(whole.get()), marks, summary);
        }
      }
      pieces.complete();
      summary.addRepeated(pieces.repeated());
      if (plan.rephrase().isPresent()) {
        rephraseAndWrite(plan.rephrase().get(), sorter, marks, files, summary);
      } else {
        lookForSameImages(sorter);
        writeSorted(all(sorter), Collections.emptyIterator(), marks, null, files, summary);
      }
      summary.addRepeated(repeated);
      files.finish().forEach(summary::addFile);
    }
    return summary.build();
  }

  /** All documents in order, of equal ones the first where the plan says so. */
  private Iterator<byte[]> all(ExternalSorter sorter) throws IOException {
    repeated = 0;
    Iterator<byte[]> sorted = sorter.sorted();
    return plan.distinct() ? new Distinct(sorted) : sorted;
  }

  /** Leaves out what equals the one before, and counts it. */
  private final class Distinct implements Iterator<byte[]> {
    private final Iterator<byte[]> sorted;
    private byte[] head;

    Distinct(Iterator<byte[]> sorted) {
      this.sorted = sorted;
      this.head = sorted.hasNext() ? sorted.next() : null;
    }

    @Override
    public boolean hasNext() {
      return head != null;
    }

    @Override
    public byte[] next() {
      byte[] item = head;
      if (item == null) {
        throw new NoSuchElementException();
      }
      head = null;
      while (head == null && sorted.hasNext()) {
        byte[] following = sorted.next();
        if (Arrays.equals(item, following)) {
          repeated++;
        } else {
          head = following;
        }
      }
      return item;
    }
  }

  /** Goes through the documents twice: rephrases what is kept, then writes all in their order. */
  private void rephraseAndWrite(
      RephraseJob job,
      ExternalSorter sorter,
      Map<String, DuplicateMark> marks,
      ShardFiles files,
      SummaryCollector summary)
      throws IOException {
    if (rephraser == null) {
      rephraser = SharedRephraser.acquire(job);
    }
    try (ExternalSorter made = new ExternalSorter(plan.temporary(), plan.sortMemory());
        Outcomes outcomes = new Outcomes(plan.temporary())) {
      ShardRephrasing work =
          new ShardRephrasing(job, rephraser.rephraser(), made, files, outcomes::add);
      String previousId = "";
      for (Iterator<byte[]> all = all(sorter); all.hasNext(); ) {
        Judged judged = ShardItemCodec.decodeUnread(all.next()).decoded();
        String id = judged.document().id();
        if (decide(judged, marks.get(id), id.equals(previousId)).verdict()
            instanceof Verdict.Kept) {
          work.add(judged);
        } else {
          RephraseProgress.record();
        }
        previousId = id;
      }
      summary.addRephrasing(work.finish());
      summary.addRephrasing(rephraser.takeCalls());
      outcomes.rewind();
      writeSorted(all(sorter), made.sorted(), marks, outcomes, files, summary);
    }
  }

  /** Goes through the pairs once more before they are written. */
  private void lookForSameImages(ExternalSorter sorter) throws IOException {
    sameImages = null;
    if (plan.images().isPresent()) {
      sameImages = new SameImages(plan.images().get());
      for (Iterator<byte[]> all = all(sorter); all.hasNext(); ) {
        sameImages.add(late.settled(ShardItemCodec.decodeUnread(all.next()).decoded()));
      }
    }
  }

  @Override
  public void close() {
    if (rephraser != null) {
      rephraser.release();
      rephraser = null;
    }
  }

  private void takeAside(
      ShardItem item, Map<String, DuplicateMark> marks, SummaryCollector summary) {
    if (item instanceof ShardItem.Duplicate duplicate) {
      DuplicateMark mark = duplicate.mark();
      if (late != null && late.take(mark)) {
        return;
      }
      marks.merge(
          mark.id().toHex(),
          mark,
          (left, right) -> markOrder.compare(left, right) <= 0 ? left : right);
    } else if (item instanceof ShardItem.ReadCounts counts) {
      summary.addRead(counts.kind(), counts.records(), counts.skipped());
    } else if (item instanceof ShardItem.ScoreFloors score) {
      late.take(score);
    }
  }

  /**
   * @param made rephrased documents, which take their places among the others
   * @param outcomes what came of rephrasing each kept document, or null
   */
  private void writeSorted(
      Iterator<byte[]> sorted,
      Iterator<byte[]> made,
      Map<String, DuplicateMark> marks,
      Outcomes outcomes,
      ShardFiles files,
      SummaryCollector summary)
      throws IOException {
    String previousId = "";
    byte[] nextMade = made.hasNext() ? made.next() : null;
    while (sorted.hasNext()) {
      byte[] next = sorted.next();
      while (nextMade != null && Arrays.compareUnsigned(nextMade, next) < 0) {
        writeMade(nextMade, files);
        nextMade = made.hasNext() ? made.next() : null;
      }
      ShardItemCodec.Unread unread = ShardItemCodec.decodeUnread(next);
      EncodedDocument document = unread.document();
      // a pair is settled by its caption, so that is read
      Judged judged = late == null ? unread.judged() : late.settled(unread.decoded());
      String id = document.rest().id();
      boolean repeatedId = id.equals(previousId);
      previousId = id;
      Decision decision = decide(judged, marks.get(judged.meetingId()), repeatedId);
      String detail = "";
      if (outcomes != null && decision.verdict() instanceof Verdict.Kept) {
        Outcomes.Outcome outcome = outcomes.next();
        decision = afterRephrasing(decision, outcome, judged.signals());
        detail = outcome.detail();
      }
      boolean keptPair = sameImages != null && decision.verdict() instanceof Verdict.Kept;
      files.write(
          keptPair ? sameImages.withAllCaptions(judged) : judged,
          document,
          decision.verdict(),
          detail);
      summary.add(
          document,
          decision.verdict(),
          decision.stage(),
          judged.signals(),
          thumbnail(
              judged.image().flatMap(ImagePart::image).isPresent() ? unread.judged() : judged));
    }
    for (; nextMade != null; nextMade = made.hasNext() ? made.next() : null) {
      writeMade(nextMade, files);
    }
  }

  private void writeMade(byte[] made, ShardFiles files) throws IOException {
    files.writeRephrased(ShardItemCodec.decodeUnread(made).document());
  }

  /** Puts the stage's signals in their places; the original goes where the recipe says so. */
  private Decision afterRephrasing(Decision decision, Outcomes.Outcome outcome, double[] signals) {
    int offset = plan.rephrase().orElseThrow().offset();
    System.arraycopy(outcome.signals(), 0, signals, offset, outcome.signals().length);
    return outcome.replaced()
        ? new Decision(
            Verdict.Dropped.because(DropReason.REPHRASED),
            plan.stages().indexOf(DropReason.REPHRASED.stage()))
        : decision;
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

  private record Decision(Verdict verdict, int stage) {}

  /**
   * The earliest stage of the recipe decides, whether it looked at one document or compared many.
   */
  private Decision decide(Judged judged, DuplicateMark mark, boolean repeatedId) {
    if (judged.ended().isPresent() && judged.ended().get() instanceof Verdict.Failed failed) {
      return new Decision(failed, judged.stage());
    }
    if (repeatedId) {
      return new Decision(Verdict.Dropped.because(DropReason.DUPLICATE_ID), Judged.READ);
    }
    Optional<Verdict> sameImage =
        sameImages == null ? Optional.empty() : sameImages.verdict(judged);
    if (sameImage.isPresent()) {
      return new Decision(sameImage.get(), plan.images().orElseThrow().dedupStage());
    }
    if (mark != null) {
      int stage = plan.stages().indexOf(mark.reason().stage());
      if (stage < judged.stage()) {
        double threshold =
            mark.reason() == DropReason.NEAR_DUPLICATE || mark.reason() == DropReason.NEAR_IMAGE
                ? plan.similarityThreshold()
                : Double.NaN;
        Verdict verdict =
            Verdict.Dropped.duplicate(
                mark.reason(), mark.duplicateOf().toHex(), mark.similarity(), threshold);
        return new Decision(verdict, stage);
      }
    }
    if (judged.ended().isPresent()) {
      return new Decision(judged.ended().get(), judged.stage());
    }
    int copies = plan.mixer().copies(judged.document());
    Verdict verdict =
        copies > 0 ? new Verdict.Kept(copies) : Verdict.Dropped.because(DropReason.SAMPLED_OUT);
    return new Decision(verdict, Judged.PASSED);
  }
}
