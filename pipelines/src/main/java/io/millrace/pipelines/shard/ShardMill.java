package io.millrace.pipelines.shard;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Verdict;
import io.millrace.filters.pii.PiiMasker;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.item.PackedItems;
import io.millrace.pipelines.item.Pieces;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.summary.ShardSummary;
import io.millrace.pipelines.summary.SummaryCollector;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes one shard from its items, in three steps: gather and sort the documents; decide on each and
 * rephrase the kept ones; write shards, rejects and verdicts. The files depend only on the items,
 * not on their order.
 */
public final class ShardMill implements Closeable {

  private final ShardPlan plan;
  private final ShardItemCodec codec = new ShardItemCodec();
  private final Thumbnails thumbnails = new Thumbnails();
  private SharedRephraser rephraser;
  private long repeated;

  public ShardMill(ShardPlan plan) {
    this.plan = plan;
  }

  /**
   * @param items items from {@link ShardItemCodec}, whole, in pieces or packed; iterated once
   */
  public ShardSummary mill(int shard, Iterable<EncodedItem> items) throws IOException {
    return mill(plan.output(), shard, items);
  }

  /**
   * Makes a shard in another output than that of the plan.
   *
   * @param output address of the output
   */
  public ShardSummary mill(String output, int shard, Iterable<EncodedItem> items)
      throws IOException {
    SummaryCollector summary = newSummary(shard);
    ShardDecider decider = new ShardDecider(plan);
    try (ExternalSorter sorter = new ExternalSorter(plan.temporary(), plan.sortMemory());
        ShardFiles files = new ShardFiles(plan, output, shard)) {
      gather(items, sorter, decider, summary);
      if (decider.comparesImages()) {
        compareImages(sorter, decider);
      }
      ShardWriting writing = new ShardWriting(decider, files, summary, thumbnails);
      if (plan.rephrase().isPresent()) {
        rephraseAndWrite(plan.rephrase().get(), sorter, decider, files, summary, writing);
      } else {
        writing.write(
            all(sorter),
            Collections.emptyIterator(),
            judged -> new ShardWriting.Written(decider.decide(judged), ""));
      }
      summary.addRepeated(repeated);
      files.finish().forEach(summary::addFile);
    }
    return summary.build();
  }

  private SummaryCollector newSummary(int shard) {
    return new SummaryCollector(
        shard,
        plan.stages(),
        plan.signals(),
        plan.images().isPresent(),
        plan.pii()
            .map(PiiMasker::new)
            .<UnaryOperator<String>>map(masker -> masker::mask)
            .orElse(UnaryOperator.identity()));
  }

  /** Sends documents to the sorter, marks to the decider, and counts to the summary. */
  private void gather(
      Iterable<EncodedItem> items,
      ExternalSorter sorter,
      ShardDecider decider,
      SummaryCollector summary)
      throws IOException {
    try (Pieces pieces = new Pieces(plan.temporary())) {
      for (EncodedItem item : PackedItems.items(items)) {
        Optional<EncodedItem> whole = pieces.add(item);
        if (whole.isEmpty()) {
          continue;
        }
        if (whole.get().kind() == ItemKind.TEXT) {
          sorter.add(whole.get().bytes());
        } else {
          take(codec.decode(whole.get()), decider, summary);
        }
      }
      pieces.complete();
      summary.addRepeated(pieces.repeated());
    }
  }

  private static void take(ShardItem item, ShardDecider decider, SummaryCollector summary) {
    if (item instanceof ShardItem.Duplicate duplicate) {
      decider.take(duplicate.mark());
    } else if (item instanceof ShardItem.ReadCounts counts) {
      summary.addRead(counts.kind(), counts.records(), counts.skipped());
    } else if (item instanceof ShardItem.ScoreFloors score) {
      decider.take(score);
    }
  }

  /** All documents in order, without equal ones if the plan says so. */
  private Iterator<byte[]> all(ExternalSorter sorter) throws IOException {
    repeated = 0;
    Iterator<byte[]> sorted = sorter.sorted();
    return plan.distinct() ? new Distinct(sorted) : sorted;
  }

  /** Skips and counts items that equal the previous one. */
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

  /** An additional pass over the pairs before they are decided. */
  private void compareImages(ExternalSorter sorter, ShardDecider decider) throws IOException {
    for (Iterator<byte[]> all = all(sorter); all.hasNext(); ) {
      decider.compare(ShardItemCodec.decodeUnread(all.next()).decoded());
    }
  }

  /** Two passes over the documents: rephrases the kept ones, then writes all in order. */
  private void rephraseAndWrite(
      RephraseJob job,
      ExternalSorter sorter,
      ShardDecider decider,
      ShardFiles files,
      SummaryCollector summary,
      ShardWriting writing)
      throws IOException {
    if (rephraser == null) {
      rephraser = SharedRephraser.acquire(job);
    }
    try (ExternalSorter made = new ExternalSorter(plan.temporary(), plan.sortMemory());
        DecisionLog decisions = new DecisionLog(plan.temporary());
        Outcomes outcomes = new Outcomes(plan.temporary())) {
      ShardRephrasing work =
          new ShardRephrasing(job, rephraser.rephraser(), made, files, outcomes::add);
      for (Iterator<byte[]> all = all(sorter); all.hasNext(); ) {
        Judged judged = decider.settled(ShardItemCodec.decodeUnread(all.next()).decoded());
        Decision decision = decider.decide(judged);
        decisions.add(decision);
        if (decision.isKept()) {
          work.add(judged);
        } else {
          RephraseProgress.record();
        }
      }
      summary.addRephrasing(work.finish());
      summary.addRephrasing(rephraser.takeCalls());
      decisions.rewind();
      outcomes.rewind();
      writing.write(
          all(sorter),
          made.sorted(),
          judged -> {
            Decision decision = decisions.next();
            return decision.isKept()
                ? rephrased(decision, outcomes.next(), judged.signals())
                : new ShardWriting.Written(decision, "");
          });
    }
  }

  /** Fills in the signals of the stage; drops the original if rephrased text replaces it. */
  private ShardWriting.Written rephrased(
      Decision decision, Outcomes.Outcome outcome, double[] signals) {
    int offset = plan.rephrase().orElseThrow().offset();
    System.arraycopy(outcome.signals(), 0, signals, offset, outcome.signals().length);
    Decision last =
        outcome.replaced()
            ? new Decision(
                Verdict.Dropped.because(DropReason.REPHRASED),
                plan.stages().indexOf(DropReason.REPHRASED.stage()))
            : decision;
    return new ShardWriting.Written(last, outcome.detail());
  }

  @Override
  public void close() {
    if (rephraser != null) {
      rephraser.release();
      rephraser = null;
    }
  }
}
