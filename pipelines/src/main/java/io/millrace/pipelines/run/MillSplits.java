package io.millrace.pipelines.run;

import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads splits and takes each record through the chain, in one step: a record never crosses the
 * engine between reader and chain. Gives documents by shard, and blocks of marks by partition.
 */
final class MillSplits extends PTransform<PCollection<String>, PCollectionTuple> {

  /**
   * Namespace of the metrics of stages: {@code NAME.nanos}, {@code NAME.records} and {@code
   * NAME.bytes}.
   */
  static final String STAGE_METRICS = "millrace.stage";

  static final TupleTag<KV<Integer, byte[]>> TEXTS = new TupleTag<>("texts") {};
  static final TupleTag<KV<Integer, byte[]>> MARKS = new TupleTag<>("marks") {};

  /** Pairs whose images are still to be fetched, by partition. */
  static final TupleTag<KV<Integer, byte[]>> FETCHES = new TupleTag<>("fetches") {};

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;

  MillSplits(MillPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollectionTuple expand(PCollection<String> splits) {
    PCollectionTuple out =
        splits.apply(
            "ReadAndJudge",
            ParDo.of(new MillSplitFn(plan))
                .withOutputTags(TEXTS, TupleTagList.of(MARKS).and(FETCHES)));
    KvCoder<Integer, byte[]> coder = KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());
    out.get(TEXTS).setCoder(coder);
    out.get(MARKS).setCoder(coder);
    out.get(FETCHES).setCoder(coder);
    return out;
  }

  /** Adds up what stages cost over all workers. */
  static void count(String stage, long nanos, long records, long bytes) {
    Metrics.counter(STAGE_METRICS, stage + ".nanos").inc(nanos);
    Metrics.counter(STAGE_METRICS, stage + ".records").inc(records);
    Metrics.counter(STAGE_METRICS, stage + ".bytes").inc(bytes);
  }

  private static final class MillSplitFn extends DoFn<String, KV<Integer, byte[]>> {

    private static final long serialVersionUID = 1L;

    private final MillPlan plan;
    private transient SplitMill mill;
    private transient WindowTimes windows;

    MillSplitFn(MillPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() throws Exception {
      mill = new SplitMill(plan);
      windows = plan.windows();
    }

    @ProcessElement
    public void mill(@Element String split, MultiOutputReceiver out) throws Exception {
      OutputReceiver<KV<Integer, byte[]>> texts = out.get(TEXTS);
      OutputReceiver<KV<Integer, byte[]>> marks = out.get(MARKS);
      OutputReceiver<KV<Integer, byte[]>> fetches = out.get(FETCHES);
      mill.mill(
          InputSplit.parse(split),
          InWindows.to(texts, windows),
          InWindows.to(marks, windows),
          InWindows.to(fetches, windows));
      mill.takeStageTimes(MillSplits::count);
    }
  }
}
