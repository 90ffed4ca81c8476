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
 * Writes the items of each shard, with a summary beside it. Writing twice gives the same files, so
 * a bundle can be retried. Outputs a {@link WrittenShard} for each shard, all with one key.
 */
public final class WriteShards
    extends PTransform<
        PCollection<KV<Integer, Iterable<EncodedItem>>>, PCollection<KV<Integer, WrittenShard>>> {

  private static final long serialVersionUID = 1L;

  private final WriteShardFn write;

  /**
   * @param stages names of the chain's stages by place
   * @param signals names of the chain's signals by place
   * @param streaming whether the items are {@link Segment}s, and can fire again after a restart
   */
  public WriteShards(MillPlan plan, List<String> stages, List<String> signals, boolean streaming) {
    this.write = new WriteShardFn(plan, stages, signals, streaming);
  }

  @Override
  public PCollection<KV<Integer, WrittenShard>> expand(
      PCollection<KV<Integer, Iterable<EncodedItem>>> items) {
    return items
        .apply("WriteShard", ParDo.of(write))
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
      // shard 0 gets the counts of every file of segments, so it names all files
      SortedSet<String> files =
          shard.getKey() == 0 ? Segment.files(names) : Collections.emptySortedSet();
      out.output(KV.of(0, new WrittenShard(start, shard.getKey(), files)));
    }

    /**
     * A committed window never changes, and a shard that a killed run finished has the same bytes.
     * A stream writes an unfinished window again: a shard in it may be of an abandoned stream.
     */
    private boolean isDone(String output, int shard) throws IOException {
      return windows.isOn() && new OutputFolder(output).exists(Shards.SUCCESS)
          || !streaming && new WorkFolder(output).isDone(shard, plan.claim());
    }
  }
}
