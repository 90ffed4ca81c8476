package io.millrace.pipelines.shard;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.DuplicateMark;
import io.millrace.pipelines.chain.Judged;
import io.millrace.pipelines.summary.ShardSummary;
import io.millrace.pipelines.summary.SummaryCollector;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one shard of what met there: sorts the documents, lets duplicate marks speak, mixes, and
 * writes shards, rejects and verdicts. What is written depends on the items alone, not on their
 * order.
 */
public final class ShardMill {

  private final ShardPlan plan;
  private final ShardItemCodec codec = new ShardItemCodec();
  private final Comparator<DuplicateMark> markOrder;

  public ShardMill(ShardPlan plan) {
    this.plan = plan;
    this.markOrder = DuplicateMark.order(reason -> plan.stages().indexOf(reason.stage()));
  }

  /**
   * @param items what {@link ShardItemCodec} encoded; gone through once
   */
  public ShardSummary mill(int shard, Iterable<byte[]> items) throws IOException {
    SummaryCollector summary = new SummaryCollector(shard, plan.stages(), plan.signals());
    Map<String, DuplicateMark> marks = new HashMap<>();
    try (ExternalSorter sorter = new ExternalSorter(plan.temporary(), plan.sortMemory());
        Pieces pieces = new Pieces(plan.temporary());
        ShardFiles files = new ShardFiles(plan, shard)) {
      for (byte[] item : items) {
        if (ShardItemCodec.isText(item)) {
          sorter.add(item);
        } else if (ShardItemCodec.isPiece(item)) {
          Optional<byte[]> whole = pieces.add(item);
          if (whole.isPresent()) {
            sorter.add(whole.get());
          }
        } else {
          takeAside(codec.decode(item), marks, summary);
        }
      }
      pieces.complete();
      writeSorted(sorter.sorted(), marks, files, summary);
      files.finish().forEach(summary::addFile);
    }
    return summary.build();
  }

  private void takeAside(
      ShardItem item, Map<String, DuplicateMark> marks, SummaryCollector summary) {
    if (item instanceof ShardItem.Duplicate duplicate) {
      DuplicateMark mark = duplicate.mark();
      marks.merge(
          mark.id().toHex(),
          mark,
          (left, right) -> markOrder.compare(left, right) <= 0 ? left : right);
    } else if (item instanceof ShardItem.ReadCounts counts) {
      summary.addRead(counts.kind(), counts.records(), counts.skipped());
    }
  }

  private void writeSorted(
      Iterator<byte[]> sorted,
      Map<String, DuplicateMark> marks,
      ShardFiles files,
      SummaryCollector summary)
      throws IOException {
    String previousId = "";
    while (sorted.hasNext()) {
      Judged judged = ((ShardItem.Text) codec.decode(sorted.next())).judged();
      Document document = judged.document();
      boolean repeatedId = document.id().equals(previousId);
      previousId = document.id();
      Decision decision = decide(judged, marks.get(document.id()), repeatedId);
      files.write(document, decision.verdict(), judged.signals());
      summary.add(document, decision.verdict(), decision.stage(), judged.signals());
    }
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
    if (mark != null) {
      int stage = plan.stages().indexOf(mark.reason().stage());
      if (stage < judged.stage()) {
        double threshold =
            mark.reason() == DropReason.NEAR_DUPLICATE ? plan.similarityThreshold() : Double.NaN;
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
