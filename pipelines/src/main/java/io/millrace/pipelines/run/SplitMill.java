package io.millrace.pipelines.run;

import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.shards.Shards;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.InputRecord;
import io.millrace.dedup.MarkPartitions;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Judged;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.shard.Pieces;
import io.millrace.pipelines.shard.ShardItem;
import io.millrace.pipelines.shard.ShardItemCodec;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a split, takes its records through the chain, and hands on what leaves: the engine-free
 * core.
 */
public final class SplitMill {

  /**
   * A block of marks is handed on from this size: large enough to be cheap, small enough to hold
   * many.
   */
  private static final int BLOCK_BYTES = 1 << 15;

  /** Takes encoded things by a number: documents by shard, blocks of marks by partition. */
  @FunctionalInterface
  public interface KeyedSink {
    void accept(int key, byte[] bytes);
  }

  /** Takes what a stage has cost. */
  @FunctionalInterface
  public interface StageTimes {
    void accept(String stage, long nanos, long records, long bytes);
  }

  private final List<RecordReader> readers;
  private final List<String> kinds;
  private final DocumentChain chain;
  private final MarkPartitions marks;
  private final int shards;
  private final ShardItemCodec codec = new ShardItemCodec();
  private KeyedSink marksOut = (partition, block) -> {};
  private long[] nanosTaken;
  private long[] recordsTaken;
  private long[] bytesTaken;

  public SplitMill(MillPlan plan) throws IOException {
    this.readers = plan.readers();
    this.kinds = plan.recipe().inputs().stream().map(Recipe.Input::kind).toList();
    this.shards = plan.recipe().output().shards();
    this.marks =
        new MarkPartitions(
            plan.partitions(),
            plan.sketchLength(),
            BLOCK_BYTES,
            (partition, block) -> marksOut.accept(partition, block));
    this.chain = plan.chain(marks);
    chain.prepare();
    this.nanosTaken = new long[chain.stageNames().size()];
    this.recordsTaken = new long[nanosTaken.length];
    this.bytesTaken = new long[nanosTaken.length];
  }

  /** Takes every record of the split to its end. */
  public void mill(InputSplit split, KeyedSink texts, KeyedSink markBlocks) throws IOException {
    marksOut = markBlocks;
    Sink sink = new Sink(split, texts);
    readers.get(split.input()).read(split.split(), sink);
    marks.flush();
    byte[] counts =
        codec.encode(
            new ShardItem.ReadCounts(kinds.get(split.input()), sink.records, sink.skipped));
    texts.accept(0, counts);
    Progress.splitRead();
  }

  /** Hands on what each stage has cost since the last call. */
  public void takeStageTimes(StageTimes out) {
    long[] nanos = chain.nanos();
    long[] records = chain.seen();
    long[] bytes = chain.bytes();
    List<String> names = chain.stageNames();
    for (int i = 0; i < nanos.length; i++) {
      out.accept(
          names.get(i),
          nanos[i] - nanosTaken[i],
          records[i] - recordsTaken[i],
          bytes[i] - bytesTaken[i]);
    }
    nanosTaken = nanos;
    recordsTaken = records;
    bytesTaken = bytes;
  }

  private final class Sink implements RecordSink {
    private final InputSplit split;
    private final KeyedSink texts;
    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private long records;

    Sink(InputSplit split, KeyedSink texts) {
      this.split = split;
      this.texts = texts;
    }

    @Override
    public void accept(InputRecord found) {
      records++;
      Judged judged = chain.judge(found);
      int shard = Shards.shardOf(found.id(), shards);
      Pieces.cut(
          codec.encode(new ShardItem.Text(judged)),
          () -> Hash128.of(split.toLine() + '\n' + records),
          piece -> texts.accept(shard, piece));
      Progress.record(judged.ended().isEmpty(), judged.document().text().length());
    }

    @Override
    public void skip(String kind) {
      skipped.merge(kind, 1L, Long::sum);
    }
  }
}
