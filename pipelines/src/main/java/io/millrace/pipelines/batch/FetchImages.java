package io.millrace.pipelines.batch;

import io.millrace.pipelines.flow.InWindows;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.StageMetrics;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.output.WindowTimes;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Groups the candidates by host, fetches their images, and takes the pairs through the rest of the
 * chain. Outputs documents by shard and blocks of marks by partition, as {@link MillSplits} does.
 */
final class FetchImages
    extends PTransform<PCollection<KV<Integer, EncodedItem>>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;

  FetchImages(MillPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, EncodedItem>> candidates) {
    TupleTagList others =
        plan.comparesDocuments() ? TupleTagList.of(MillSplits.MARKS) : TupleTagList.empty();
    return MillSplits.coded(
        candidates
            .apply("GroupHosts", GroupByKey.create())
            .apply(
                "FetchAndJudge",
                ParDo.of(new FetchFn(plan)).withOutputTags(MillSplits.TEXTS, others)));
  }

  private static final class FetchFn
      extends DoFn<KV<Integer, Iterable<EncodedItem>>, KV<Integer, EncodedItem>> {

    private static final long serialVersionUID = 1L;

    private final MillPlan plan;
    private transient FetchMill mill;
    private transient WindowTimes windows;

    FetchFn(MillPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() throws IOException {
      mill = new FetchMill(plan);
      windows = plan.windows();
    }

    @Teardown
    public void teardown() {
      if (mill != null) {
        mill.close();
      }
    }

    @ProcessElement
    public void fetch(
        @Element KV<Integer, Iterable<EncodedItem>> partition, MultiOutputReceiver out)
        throws Exception {
      mill.mill(
          partition.getKey(),
          partition.getValue(),
          InWindows.to(out.get(MillSplits.TEXTS), windows),
          InWindows.to(out, MillSplits.MARKS, plan.comparesDocuments(), windows));
      mill.takeStageTimes(StageMetrics::count);
    }
  }
}
