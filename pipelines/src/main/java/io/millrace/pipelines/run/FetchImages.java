package io.millrace.pipelines.run;

import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Brings the candidates of a host together, asks for their images, and takes them through the rest
 * of the chain. Gives documents by shard, and blocks of marks by partition, as {@link MillSplits}
 * does.
 */
final class FetchImages extends PTransform<PCollection<KV<Integer, byte[]>>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;

  FetchImages(MillPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, byte[]>> candidates) {
    TupleTagList others =
        plan.comparesDocuments() ? TupleTagList.of(MillSplits.MARKS) : TupleTagList.empty();
    PCollectionTuple out =
        candidates
            .apply("GroupHosts", GroupByKey.create())
            .apply(
                "FetchAndJudge",
                ParDo.of(new FetchFn(plan)).withOutputTags(MillSplits.TEXTS, others));
    KvCoder<Integer, byte[]> coder = KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());
    out.get(MillSplits.TEXTS).setCoder(coder);
    if (out.has(MillSplits.MARKS)) {
      out.get(MillSplits.MARKS).setCoder(coder);
    }
    return out;
  }

  private static final class FetchFn
      extends DoFn<KV<Integer, Iterable<byte[]>>, KV<Integer, byte[]>> {

    private static final long serialVersionUID = 1L;

    private final MillPlan plan;
    private transient FetchMill mill;
    private transient WindowTimes windows;
    private transient boolean compares;

    FetchFn(MillPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() {
      mill = new FetchMill(plan);
      windows = plan.windows();
      compares = plan.comparesDocuments();
    }

    @Teardown
    public void teardown() {
      if (mill != null) {
        mill.close();
      }
    }

    @ProcessElement
    public void fetch(@Element KV<Integer, Iterable<byte[]>> partition, MultiOutputReceiver out)
        throws Exception {
      mill.mill(
          partition.getKey(),
          partition.getValue(),
          InWindows.to(out.get(MillSplits.TEXTS), windows),
          compares ? InWindows.to(out.get(MillSplits.MARKS), windows) : InWindows.nowhere("marks"));
      mill.takeStageTimes(MillSplits::count);
    }
  }
}
