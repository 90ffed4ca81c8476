package io.millrace.pipelines.commit;

import io.millrace.pipelines.flow.LogFields;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.Progress;
import io.millrace.pipelines.flow.WrittenShard;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Commits each window when all its shards are written. All windows have one key, so one worker
 * commits them; in a stream it does so in the order in which they close. Outputs the starts of the
 * windows.
 */
public final class CommitWindows
    extends PTransform<PCollection<KV<Integer, WrittenShard>>, PCollection<Long>> {

  private static final long serialVersionUID = 1L;

  private final Committing committing;

  /**
   * @param models hashes of the models by name
   * @param streaming whether every shard of a window is reported, also an empty one; else a window
   *     is complete at the end of the input
   */
  public CommitWindows(
      MillPlan plan, SortedMap<String, String> models, WindowReporter reporter, boolean streaming) {
    this.committing = new Committing(plan, models, reporter, streaming);
  }

  @Override
  public PCollection<Long> expand(PCollection<KV<Integer, WrittenShard>> shards) {
    PCollection<Long> committed =
        committing.streaming
            // not by the engine's time: after a restart, elements may be behind it
            ? shards
                .apply("Whenever", Window.into(new GlobalWindows()))
                .apply("CommitWhole", ParDo.of(new CommitWholeFn(committing)))
            : shards
                .apply("GroupWindow", GroupByKey.create())
                .apply("CommitWindow", ParDo.of(new CommitFn(committing)));
    return committed.setCoder(VarLongCoder.of());
  }

  private static final class Committing implements Serializable {

    private static final long serialVersionUID = 1L;

    private final MillPlan plan;
    private final SortedMap<String, String> models;
    private final WindowReporter reporter;
    private final boolean streaming;
    private transient WindowCommit commit;

    Committing(
        MillPlan plan,
        SortedMap<String, String> models,
        WindowReporter reporter,
        boolean streaming) {
      this.streaming = streaming;
      this.plan = plan;
      this.models = models;
      this.reporter = reporter;
    }

    void commit(long start, SortedSet<String> segments) throws IOException {
      if (commit == null) {
        // not at setup: only the worker that commits needs the chain, which loads lists
        commit = new WindowCommit(plan, models, reporter, streaming);
      }
      LogFields.during(plan, plan.windows(), start, () -> commit.commit(start, segments));
      Progress.windowCommitted();
    }
  }

  private static final class CommitFn extends DoFn<KV<Integer, Iterable<WrittenShard>>, Long> {

    private static final long serialVersionUID = 1L;

    private final Committing committing;

    CommitFn(Committing committing) {
      this.committing = committing;
    }

    @ProcessElement
    public void commit(
        @Element KV<Integer, Iterable<WrittenShard>> shards, OutputReceiver<Long> out)
        throws IOException {
      long start = shards.getValue().iterator().next().window();
      committing.commit(start, new TreeSet<>());
      out.output(start);
    }
  }

  private static final class CommitWholeFn extends DoFn<KV<Integer, WrittenShard>, Long> {

    private static final long serialVersionUID = 1L;

    /** Written shards of incomplete windows, by {@code window/shard}. */
    @StateId("shards")
    private final StateSpec<MapState<String, WrittenShard>> shards =
        StateSpecs.map(StringUtf8Coder.of(), WrittenShard.coder());

    private final Committing committing;
    private final int all;

    CommitWholeFn(Committing committing) {
      this.committing = committing;
      this.all = committing.plan.recipe().output().shards();
    }

    @ProcessElement
    public void commit(
        @Element KV<Integer, WrittenShard> element,
        @StateId("shards") MapState<String, WrittenShard> written,
        OutputReceiver<Long> out)
        throws IOException {
      WrittenShard shard = element.getValue();
      String prefix = shard.window() + "/";
      written.put(prefix + shard.shard(), element.getValue());
      List<String> there = new ArrayList<>();
      SortedSet<String> segments = new TreeSet<>();
      for (Map.Entry<String, WrittenShard> each : written.entries().read()) {
        if (each.getKey().startsWith(prefix)) {
          there.add(each.getKey());
          segments.addAll(each.getValue().segments());
        }
      }
      if (there.size() == all) {
        committing.commit(shard.window(), segments);
        there.forEach(written::remove);
        out.output(shard.window());
      }
    }
  }
}
