package io.millrace.pipelines.flow;

import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.output.WindowTimes;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Maps windows of a run to windows of the engine. The engine's window is later by the allowed
 * lateness, so it ends when the run's window closes: each fires once, and what {@code CloseWindows}
 * accepted is never late for the engine.
 */
public final class InWindows {

  private InWindows() {}

  /** A sink that emits items with the engine's time of their window. */
  public static KeyedSink to(OutputReceiver<KV<Integer, EncodedItem>> out, WindowTimes windows) {
    return windows.isOn()
        ? (window, key, item) ->
            out.outputWithTimestamp(KV.of(key, item), engineTime(windows, window))
        : (window, key, item) -> out.output(KV.of(key, item));
  }

  /** The same for one of several outputs; an item for an output that is not used is an error. */
  public static KeyedSink to(
      MultiOutputReceiver out,
      TupleTag<KV<Integer, EncodedItem>> tag,
      boolean isUsed,
      WindowTimes windows) {
    if (isUsed) {
      return to(out.get(tag), windows);
    }
    return (window, key, item) -> {
      throw new IllegalStateException(
          "nothing reads the output " + tag.getId() + " of this recipe");
    };
  }

  /** A time within the engine's window. */
  public static Instant engineTime(WindowTimes windows, long start) {
    return new Instant(start + windows.lateness());
  }

  /** Start of the run's window for an engine's window. */
  static long start(WindowTimes windows, BoundedWindow window) {
    return windows.isOn()
        ? ((IntervalWindow) window).start().getMillis() - windows.lateness()
        : WindowTimes.WHOLE;
  }

  /**
   * Puts the items of an output, which {@link #to} emitted, into the engine's windows; into one
   * when the run has none.
   */
  public static <T> PCollection<T> windowed(
      PCollectionTuple outputs, TupleTag<T> tag, WindowTimes windows, String name) {
    PCollection<T> items = outputs.get(tag);
    if (!windows.isOn()) {
      return items;
    }
    return items.apply(
        name,
        Window.<T>into(
                FixedWindows.of(Duration.millis(windows.size()))
                    .withOffset(Duration.millis(windows.lateness() % windows.size())))
            .withAllowedLateness(Duration.ZERO)
            .discardingFiredPanes());
  }

  /** Merges two collections. */
  public static PCollection<KV<Integer, EncodedItem>> merged(
      PCollection<KV<Integer, EncodedItem>> one,
      PCollection<KV<Integer, EncodedItem>> other,
      String name) {
    return PCollectionList.of(one).and(other).apply(name, Flatten.pCollections());
  }
}
