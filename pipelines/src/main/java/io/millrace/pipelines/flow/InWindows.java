package io.millrace.pipelines.flow;

import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.output.WindowTimes;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Windows as the engine has them. The engine's window of a window ends when that is closed, so it
 * lies later by the allowed lateness: each fires once, and what passed the closing gate is never
 * late for the engine.
 */
public final class InWindows {

  private InWindows() {}

  /** Hands on with the engine's time of the window. */
  public static KeyedSink to(OutputReceiver<KV<Integer, EncodedItem>> out, WindowTimes windows) {
    return windows.isOn()
        ? (window, key, item) ->
            out.outputWithTimestamp(KV.of(key, item), engineTime(windows, window))
        : (window, key, item) -> out.output(KV.of(key, item));
  }

  /** The same to one of several outputs; nothing may go to one that the recipe has no use for. */
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

  /** A time in the engine's window of the window with this start. */
  public static Instant engineTime(WindowTimes windows, long start) {
    return new Instant(start + windows.lateness());
  }

  /** Start of the window that the engine's window stands for. */
  static long start(WindowTimes windows, BoundedWindow window) {
    return windows.isOn()
        ? ((IntervalWindow) window).start().getMillis() - windows.lateness()
        : WindowTimes.WHOLE;
  }

  /**
   * Puts what {@link #to} handed on into the engine's windows; all into one when there are none.
   */
  public static <T> PCollection<T> windowed(
      PCollection<T> items, WindowTimes windows, String name) {
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

  /** One of several outputs, in its windows. */
  public static <T> PCollection<T> windowed(
      PCollectionTuple tuple, TupleTag<T> tag, WindowTimes windows, String name) {
    return windowed(tuple.get(tag), windows, name);
  }
}
