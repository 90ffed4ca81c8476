package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipelines.flow.Segment;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.output.WindowTimes;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Which records are late, on a stream whose progress the test decides. */
class CloseWindowsTest {

  private static final long HOUR = 3_600_000;
  private static final long LATENESS = 600_000;
  private static final int SHARDS = 2;

  private final WindowTimes windows = new WindowTimes(HOUR, LATENESS);
  private final Pipeline pipeline =
      Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=DirectRunner").create());

  /** A unit of one document and its marks for the window of an hour. */
  private static TimestampedValue<KV<Long, SegmentUnit>> unit(int hour, int number) {
    SegmentUnit unit =
        new SegmentUnit(
            List.of(new Segment(0, "text-" + number, 0, 1, 1)),
            List.of(new Segment(0, "mark-" + number, 0, 1, 1)));
    return TimestampedValue.of(KV.of(hour * HOUR, unit), new Instant(hour * HOUR));
  }

  private static TestStream.Builder<KV<Long, SegmentUnit>> stream() {
    return TestStream.create(SegmentUnit.keyed());
  }

  private PCollectionTuple close(TestStream<KV<Long, SegmentUnit>> stream) {
    return pipeline.apply(stream).apply(new CloseWindows(windows, SHARDS));
  }

  /** Names of files of segments, sorted, and how many items only say that a shard fires. */
  private static List<String> names(Iterable<KV<Integer, EncodedItem>> items) {
    List<String> names = new ArrayList<>();
    int empty = 0;
    for (KV<Integer, EncodedItem> each : items) {
      if (each.getValue().kind() == ItemKind.NOTHING) {
        empty++;
      } else {
        names.addAll(Segment.files(List.of(each.getValue())));
      }
    }
    names.sort(null);
    names.add(empty + " empty");
    return names;
  }

  private static List<String> late(Iterable<KV<Long, SegmentUnit>> units) {
    List<String> names = new ArrayList<>();
    for (KV<Long, SegmentUnit> unit : units) {
      names.add(unit.getKey() / HOUR + " " + unit.getValue().texts().get(0).file());
    }
    names.sort(null);
    return names;
  }

  private static <T> SerializableFunction<T, Void> assertion(
      SerializableFunction<T, List<String>> of, String... expected) {
    List<String> wanted = new ArrayList<>(List.of(expected));
    return found -> {
      assertThat(of.apply(found)).isEqualTo(wanted);
      return null;
    };
  }

  private void expect(PCollectionTuple out, List<String> texts, List<String> late) {
    List<String> marks = new ArrayList<>();
    for (String text : texts) {
      marks.add(text.endsWith(" empty") ? "0 empty" : text.replace("text", "mark"));
    }
    PAssert.that(out.get(CloseWindows.TEXTS))
        .satisfies(assertion(CloseWindowsTest::names, texts.toArray(String[]::new)));
    PAssert.that(out.get(CloseWindows.MARKS))
        .satisfies(assertion(CloseWindowsTest::names, marks.toArray(String[]::new)));
    PAssert.that(out.get(CloseWindows.LATE))
        .satisfies(assertion(CloseWindowsTest::late, late.toArray(String[]::new)));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aRecordIsOnTimeUntilItsWindowIsClosed() {
    Instant closing = new Instant(2 * HOUR + LATENESS);
    PCollectionTuple out =
        close(
            stream()
                .addElements(unit(1, 1))
                .advanceWatermarkTo(closing.minus(Duration.millis(1)))
                .addElements(unit(1, 2))
                .advanceWatermarkTo(closing)
                .addElements(unit(1, 3))
                .advanceWatermarkToInfinity());
    expect(out, List.of("text-1", "text-2", "2 empty"), List.of("1 text-3"));
  }

  @Test
  void windowsOutOfOrderAreEachOnTime() {
    PCollectionTuple out =
        close(
            stream()
                .addElements(unit(5, 1), unit(1, 2), unit(3, 3))
                .advanceWatermarkTo(new Instant(3 * HOUR))
                .addElements(unit(3, 4), unit(1, 5))
                .advanceWatermarkToInfinity());
    expect(out, List.of("text-1", "text-2", "text-3", "text-4", "6 empty"), List.of("1 text-5"));
  }

  @Test
  void aWindowThatNobodySawInTimeIsNotOpenedByALateRecord() {
    PCollectionTuple out =
        close(
            stream()
                .advanceWatermarkTo(new Instant(9 * HOUR))
                .addElements(unit(1, 1))
                .advanceWatermarkToInfinity());
    expect(out, List.of("0 empty"), List.of("1 text-1"));
  }

  /** An idle partition holds the stream back; once it is taken for idle, the rest goes on. */
  @Test
  void windowsStayOpenAsLongAsTheStreamDoesNotAdvance() {
    PCollectionTuple out =
        close(
            stream()
                .addElements(unit(1, 1))
                .advanceProcessingTime(Duration.standardHours(9))
                .addElements(unit(1, 2))
                .advanceWatermarkTo(new Instant(9 * HOUR))
                .addElements(unit(1, 3))
                .advanceWatermarkToInfinity());
    expect(out, List.of("text-1", "text-2", "2 empty"), List.of("1 text-3"));
  }
}
