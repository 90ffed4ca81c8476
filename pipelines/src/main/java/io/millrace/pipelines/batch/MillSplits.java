package io.millrace.pipelines.batch;

import io.millrace.pipelines.flow.InWindows;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.StageMetrics;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemCoder;
import io.millrace.pipelines.output.WindowTimes;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads splits and takes each record through the chain, in one step: no record crosses the engine
 * between reader and chain. Outputs documents by shard and, if the recipe needs them, blocks of
 * marks and pairs to fetch by partition. Flink writes every output of a step to disk, so an output
 * that nothing reads would cost disk and time.
 */
public final class MillSplits extends PTransform<PCollection<String>, PCollectionTuple> {

  static final TupleTag<KV<Integer, EncodedItem>> TEXTS = new TupleTag<>("texts") {};
  static final TupleTag<KV<Integer, EncodedItem>> MARKS = new TupleTag<>("marks") {};

  /** Pairs whose images must be fetched, by partition. */
  static final TupleTag<KV<Integer, EncodedItem>> FETCHES = new TupleTag<>("fetches") {};

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;

  MillSplits(MillPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollectionTuple expand(PCollection<String> splits) {
    TupleTagList others = TupleTagList.empty();
    others = plan.comparesDocuments() ? others.and(MARKS) : others;
    others = plan.images().isFetched() ? others.and(FETCHES) : others;
    return coded(
        splits.apply(
            "ReadAndJudge", ParDo.of(new MillSplitFn(plan)).withOutputTags(TEXTS, others)));
  }

  /** Sets the coder of the outputs that exist. */
  static PCollectionTuple coded(PCollectionTuple out) {
    KvCoder<Integer, EncodedItem> coder = ItemCoder.keyed();
    for (TupleTag<KV<Integer, EncodedItem>> tag : List.of(TEXTS, MARKS, FETCHES)) {
      if (out.has(tag)) {
        out.get(tag).setCoder(coder);
      }
    }
    return out;
  }

  private static final class MillSplitFn extends DoFn<String, KV<Integer, EncodedItem>> {

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
      PackingSink texts = new PackingSink(InWindows.to(out.get(TEXTS), windows));
      PackingSink fetches =
          new PackingSink(InWindows.to(out, FETCHES, plan.images().isFetched(), windows));
      mill.mill(
          InputSplit.parse(split),
          texts,
          InWindows.to(out, MARKS, plan.comparesDocuments(), windows),
          fetches);
      texts.flush();
      fetches.flush();
      mill.takeStageTimes(StageMetrics::count);
    }
  }
}
