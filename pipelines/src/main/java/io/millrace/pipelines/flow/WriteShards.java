package io.millrace.pipelines.flow;

import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.output.WorkFolder;
import io.millrace.pipelines.shard.ShardMill;
import io.millrace.pipelines.summary.ShardSummary;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes what met at each shard, with a summary beside it. Writing twice gives the same files, so a
 * retried bundle does no harm. Gives a {@link WrittenShard} for each, under one key.
 */
public final class WriteShards
    extends PTransform<
        PCollection<KV<Integer, Iterable<EncodedItem>>>, PCollection<KV<Integer, WrittenShard>>> {

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;
  private final List<String> stages;
  private final List<String> signals;
  private final boolean streaming;

  /**
   * @param stages names of the chain's stages by place
   * @param signals names of the chain's signals by place
   * @param streaming whether what meets is named by {@link Segment}s, and fires again after a
   *     restart
   */
  public WriteShards(MillPlan plan, List<String> stages, List<String> signals, boolean streaming) {
    this.plan = plan;
    this.stages = stages;
    this.signals = signals;
    this.streaming = streaming;
  }

  @Override
  public PCollection<KV<Integer, WrittenShard>> expand(
      PCollection<KV<Integer, Iterable<EncodedItem>>> met) {
    return met.apply("WriteShard", ParDo.of(new WriteShardFn(plan, stages, signals, streaming)))
        .setCoder(KvCoder.of(VarIntCoder.of(), WrittenShard.coder()));
  }

  private static final class WriteShardFn
      extends DoFn<KV<Integer, Iterable<EncodedItem>>, KV<Integer, WrittenShard>> {

    private static final long serialVersionUID = 1L;

    private final MillPlan plan;
    private final List<String> stages;
    private final List<String> signals;
    private final boolean streaming;
    private transient ShardMill mill;
    private transient WindowTimes windows;

    WriteShardFn(MillPlan plan, List<String> stages, List<String> signals, boolean streaming) {
      this.plan = plan;
      this.stages = stages;
      this.signals = signals;
      this.streaming = streaming;
    }

    @Setup
    public void setup() throws IOException {
      mill = new ShardMill(plan.shardPlan(stages, signals));
      windows = plan.windows();
    }

    @Teardown
    public void teardown() {
      if (mill != null) {
        mill.close();
      }
    }

    @ProcessElement
    public void write(
        @Element KV<Integer, Iterable<EncodedItem>> shard,
        BoundedWindow window,
        OutputReceiver<KV<Integer, WrittenShard>> out)
        throws IOException {
      long start = InWindows.start(windows, window);
      String output = windows.output(plan.output(), start);
      List<EncodedItem> names = streaming ? Segment.some(shard.getValue()) : List.of();
      boolean nothing = streaming && names.isEmpty();
      if (!nothing && !isDone(output, shard.getKey())) {
        Iterable<EncodedItem> items =
            streaming ? Segment.items(plan.output(), names) : shard.getValue();
        LogFields.during(
            plan,
            windows,
            start,
            () -> {
              ShardSummary summary = mill.mill(output, shard.getKey(), items);
              new WorkFolder(output).writeSummary(summary, plan.claim());
            });
        Progress.shardWritten();
      }
      // the counts of every file of segments are in shard 0
      SortedSet<String> files =
          shard.getKey() == 0 ? Segment.files(names) : Collections.emptySortedSet();
      out.output(KV.of(0, new WrittenShard(start, shard.getKey(), files)));
    }

    /**
     * A window that was committed never changes, and a shard that a killed run had finished would
     * have the same bytes. In a stream an unfinished window is written anew: a shard that lies
     * there may be of a stream that was given up.
     */
    private boolean isDone(String output, int shard) throws IOException {
      return windows.isOn() && new OutputFolder(output).exists(Shards.SUCCESS)
          || !streaming && new WorkFolder(output).isDone(shard, plan.claim());
    }
  }
}
