package io.millrace.pipelines.run;

import io.millrace.pipelines.shard.ShardMill;
import io.millrace.pipelines.summary.ShardSummary;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Brings what belongs to a shard together and writes it, with a summary beside it. Writing twice
 * gives the same files, so a retried bundle does no harm.
 */
final class WriteShards extends PTransform<PCollection<KV<Integer, byte[]>>, PDone> {

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;
  private final List<String> stages;
  private final List<String> signals;

  /**
   * @param stages names of the chain's stages by place
   * @param signals names of the chain's signals by place
   */
  WriteShards(MillPlan plan, List<String> stages, List<String> signals) {
    this.plan = plan;
    this.stages = stages;
    this.signals = signals;
  }

  @Override
  public PDone expand(PCollection<KV<Integer, byte[]>> items) {
    items
        .apply("GroupShards", GroupByKey.create())
        .apply("WriteShard", ParDo.of(new WriteShardFn(plan, stages, signals)));
    return PDone.in(items.getPipeline());
  }

  private static final class WriteShardFn extends DoFn<KV<Integer, Iterable<byte[]>>, Void> {

    private static final long serialVersionUID = 1L;

    private final MillPlan plan;
    private final List<String> stages;
    private final List<String> signals;
    private transient ShardMill mill;

    WriteShardFn(MillPlan plan, List<String> stages, List<String> signals) {
      this.plan = plan;
      this.stages = stages;
      this.signals = signals;
    }

    @Setup
    public void setup() throws IOException {
      mill = new ShardMill(plan.shardPlan(stages, signals));
    }

    @Teardown
    public void teardown() {
      if (mill != null) {
        mill.close();
      }
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<byte[]>> shard) throws IOException {
      WorkFolder work = new WorkFolder(plan.output());
      if (work.isDone(shard.getKey())) {
        // a run that was killed had finished this one; its bytes would be the same
        return;
      }
      ShardSummary summary = mill.mill(shard.getKey(), shard.getValue());
      work.writeSummary(summary);
      Progress.shardWritten();
    }
  }
}
