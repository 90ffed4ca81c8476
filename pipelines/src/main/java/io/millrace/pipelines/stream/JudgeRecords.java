package io.millrace.pipelines.stream;

import io.millrace.corpus.InputRecord;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.RecordMill;
import io.millrace.pipelines.flow.StageMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;

/**
 * Takes the records of a stream through the chain and writes the results of each bundle to files.
 * Outputs a {@link SegmentUnit} for each bundle and window, by the window's start.
 */
final class JudgeRecords
    extends PTransform<PCollection<InputRecord>, PCollection<KV<Long, SegmentUnit>>> {

  private static final long serialVersionUID = 1L;

  private final MillPlan plan;

  JudgeRecords(MillPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollection<KV<Long, SegmentUnit>> expand(PCollection<InputRecord> records) {
    return records.apply("Judge", ParDo.of(new JudgeFn(plan))).setCoder(SegmentUnit.keyed());
  }

  private static final class JudgeFn extends DoFn<InputRecord, KV<Long, SegmentUnit>> {

    private static final long serialVersionUID = 1L;

    /** Bytes held in memory; more are written before the bundle ends. */
    private static final long MOST_HELD = 32L << 20;

    private final MillPlan plan;
    private transient RecordMill mill;
    private transient SegmentBuffer buffer;
    private transient RecordMill.Batch batch;
    private transient List<KV<Long, SegmentUnit>> units;

    JudgeFn(MillPlan plan) {
      this.plan = plan;
    }

    @Setup
    public void setup() throws IOException {
      mill = new RecordMill(plan);
      buffer = new SegmentBuffer(plan.output(), plan.windows());
    }

    @StartBundle
    public void begin() {
      units = new ArrayList<>();
      batch = newBatch();
    }

    private RecordMill.Batch newBatch() {
      return mill.begin(
          "",
          buffer::addText,
          buffer::addMarks,
          (window, partition, pair) -> {
            throw new IllegalStateException("a stream fetches no images");
          });
    }

    @ProcessElement
    public void judge(@Element InputRecord record, @Timestamp Instant time) throws IOException {
      batch.accept(record, time.getMillis());
      if (buffer.bytes() > MOST_HELD) {
        putAside();
        batch = newBatch();
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) throws IOException {
      putAside();
      for (KV<Long, SegmentUnit> unit : units) {
        context.output(unit, new Instant(unit.getKey()), GlobalWindow.INSTANCE);
      }
      mill.takeStageTimes(StageMetrics::count);
    }

    private void putAside() throws IOException {
      batch.end("");
      buffer.putAside((window, unit) -> units.add(KV.of(window, unit)));
    }
  }
}
