package io.millrace.pipelines.flow;

import io.millrace.api.PerLanguage;
import io.millrace.dedup.DuplicateFinder;
import io.millrace.images.filter.ScoreCounts;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemCoder;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Compares the marks of each partition and outputs a duplicate mark, by shard, for each document
 * that repeats an earlier one. One group-by; a partition is sorted in bounded memory. The input has
 * blocks of marks, or {@link Segment}s that name them. {@link DuplicateFinder} defines equality and
 * similarity.
 */
public final class FindDuplicates
    extends PTransform<
        PCollection<KV<Integer, EncodedItem>>, PCollection<KV<Integer, EncodedItem>>> {

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;

  public FindDuplicates(MillPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollection<KV<Integer, EncodedItem>> expand(
      PCollection<KV<Integer, EncodedItem>> blocks) {
    return blocks
        .apply("GroupMarks", GroupByKey.create())
        .apply("CompareMarks", ParDo.of(new CompareFn(plan)))
        .setCoder(ItemCoder.keyed());
  }

  private static final class CompareFn
      extends DoFn<KV<Integer, Iterable<EncodedItem>>, KV<Integer, EncodedItem>> {

    private static final long serialVersionUID = 1L;

    private final MillPlan plan;
    private transient MillPlan.DuplicateFinders finders;
    private transient int shards;
    private transient String output;
    private transient WindowTimes windows;
    private transient int scorePartition;
    private transient PerLanguage keepShare;

    CompareFn(MillPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() throws IOException {
      finders = plan.duplicateFinders();
      output = plan.output();
      windows = plan.windows();
      shards = plan.recipe().output().shards();
      scorePartition = plan.scorePartition();
      keepShare = plan.keepShare().orElse(PerLanguage.of(1));
    }

    private boolean isCommitted(long start) throws IOException {
      return new OutputFolder(windows.output(output, start)).exists(Shards.SUCCESS);
    }

    @ProcessElement
    public void compare(
        @Element KV<Integer, Iterable<EncodedItem>> partition,
        BoundedWindow window,
        OutputReceiver<KV<Integer, EncodedItem>> out)
        throws IOException {
      if (windows.isOn() && isCommitted(InWindows.start(windows, window))) {
        // restarted from an old checkpoint: the segments are deleted, and the window stays as it is
        return;
      }
      ShardItemCodec codec = new ShardItemCodec();
      if (partition.getKey() == scorePartition) {
        ScoreCounts scores = new ScoreCounts();
        partition.getValue().forEach(counts -> scores.addAll(counts.bytes()));
        EncodedItem floors = codec.encode(new ShardItem.ScoreFloors(scores.floors(keepShare)));
        for (int shard = 0; shard < shards; shard++) {
          out.output(KV.of(shard, floors));
        }
        return;
      }
      try (DuplicateFinder finder = finders.open()) {
        for (EncodedItem block : Segment.items(output, partition.getValue())) {
          finder.add(block.bytes());
        }
        finder.find(
            mark ->
                out.output(
                    KV.of(
                        Shards.shardOf(mark.id(), shards),
                        codec.encode(new ShardItem.Duplicate(mark)))));
      }
    }
  }
}
