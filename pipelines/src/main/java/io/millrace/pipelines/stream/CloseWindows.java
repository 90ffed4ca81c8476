package io.millrace.pipelines.stream;

import io.millrace.pipelines.flow.InWindows;
import io.millrace.pipelines.flow.Segment;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemCoder;
import io.millrace.pipelines.output.WindowTimes;
import java.util.List;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * Decides whether a unit is late: it is when the watermark has passed the closing time of its
 * window. No later step decides this again, so the documents and the marks of a record are both in
 * its window or both late. State keeps which windows are closed, since a restart loses the
 * watermark.
 */
final class CloseWindows extends PTransform<PCollection<KV<Long, SegmentUnit>>, PCollectionTuple> {

  /** Segments of documents by shard, and {@link Segment#NONE} once for each shard of a window. */
  static final TupleTag<KV<Integer, EncodedItem>> TEXTS = new TupleTag<>("texts") {};

  /** Segments of marks by partition. */
  static final TupleTag<KV<Integer, EncodedItem>> MARKS = new TupleTag<>("marks") {};

  static final TupleTag<KV<Long, SegmentUnit>> LATE = new TupleTag<>("late") {};

  private static final long serialVersionUID = 1L;

  private final WindowTimes windows;
  private final int shards;

  /**
   * @param shards number of shards; each fires once per window, also without documents
   */
  CloseWindows(WindowTimes windows, int shards) {
    this.windows = windows;
    this.shards = shards;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Long, SegmentUnit>> units) {
    PCollectionTuple out =
        units.apply(
            "OnTimeOrLate",
            ParDo.of(new GateFn(windows, shards))
                .withOutputTags(TEXTS, TupleTagList.of(List.of(MARKS, LATE))));
    out.get(TEXTS).setCoder(ItemCoder.keyed());
    out.get(MARKS).setCoder(ItemCoder.keyed());
    out.get(LATE).setCoder(SegmentUnit.keyed());
    return out;
  }

  private static final class GateFn extends DoFn<KV<Long, SegmentUnit>, KV<Integer, EncodedItem>> {

    private static final long serialVersionUID = 1L;

    /** Fires when the window closes; also gives access to the watermark. */
    @TimerId("closing")
    private final TimerSpec closing = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @StateId("closed")
    private final StateSpec<ValueState<Boolean>> closed = StateSpecs.value(BooleanCoder.of());

    private final Counter late = Metrics.counter(CloseWindows.class, "late_units");

    private final WindowTimes windows;
    private final int shards;

    GateFn(WindowTimes windows, int shards) {
      this.windows = windows;
      this.shards = shards;
    }

    @ProcessElement
    public void decide(
        @Element KV<Long, SegmentUnit> unit,
        @TimerId("closing") Timer timer,
        @StateId("closed") ValueState<Boolean> isClosed,
        MultiOutputReceiver out) {
      long window = unit.getKey();
      Boolean known = isClosed.read();
      boolean passed = timer.getCurrentRelativeTime().getMillis() >= windows.closing(window);
      if (known == null && !passed) {
        isClosed.write(false);
        // the outputs of the window fire at the same time, so a checkpoint has both or neither
        timer.withNoOutputTimestamp().set(new Instant(windows.closing(window) - 1));
        for (int shard = 0; shard < shards; shard++) {
          out.get(TEXTS)
              .outputWithTimestamp(
                  KV.of(shard, Segment.NONE), InWindows.engineTime(windows, window));
        }
      }
      if (passed || Boolean.TRUE.equals(known)) {
        late.inc();
        out.get(LATE).output(unit);
        return;
      }
      Instant time = InWindows.engineTime(windows, window);
      SegmentUnit parts = unit.getValue();
      for (Segment text : parts.texts()) {
        out.get(TEXTS).outputWithTimestamp(KV.of(text.key(), text.toItem()), time);
      }
      for (Segment marks : parts.marks()) {
        out.get(MARKS).outputWithTimestamp(KV.of(marks.key(), marks.toItem()), time);
      }
    }

    @OnTimer("closing")
    public void close(@StateId("closed") ValueState<Boolean> isClosed) {
      isClosed.write(true);
    }
  }
}
