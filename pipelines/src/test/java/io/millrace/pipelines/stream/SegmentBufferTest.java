package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipelines.flow.Segment;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.output.WindowTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentBufferTest {

  private static final long HOUR = 3_600_000;

  @TempDir private Path folder;

  @BeforeEach
  void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static EncodedItem item(String text) {
    return new EncodedItem(ItemKind.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> texts(List<Segment> segments) {
    List<EncodedItem> names = segments.stream().map(Segment::toItem).toList();
    return StreamSupport.stream(Segment.items(folder.toString(), names).spliterator(), false)
        .map(item -> new String(item.bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  private SortedMap<Long, SegmentUnit> putAside(SegmentBuffer buffer) throws IOException {
    SortedMap<Long, SegmentUnit> units = new TreeMap<>();
    buffer.putAside((window, unit) -> units.put(window, unit));
    return units;
  }

  @Test
  void itemsRoundTripByWindowAndKey() throws IOException {
    SegmentBuffer buffer = new SegmentBuffer(folder.toString(), new WindowTimes(HOUR, 0));
    buffer.addText(0, 3, item("über"));
    buffer.addText(HOUR, 0, item("c"));
    buffer.addText(0, 3, item(""));
    buffer.addText(0, 1, item("b"));
    buffer.addMarks(0, 5, item("marks"));
    SortedMap<Long, SegmentUnit> units = putAside(buffer);
    assertThat(units).containsOnlyKeys(0L, HOUR);
    SegmentUnit first = units.get(0L);
    assertThat(first.texts().stream().map(Segment::key)).containsExactly(1, 3);
    assertThat(texts(first.texts())).containsExactly("b", "über", "");
    assertThat(first.marks().stream().map(Segment::key)).containsExactly(5);
    assertThat(texts(first.marks())).containsExactly("marks");
    assertThat(texts(units.get(HOUR).texts())).containsExactly("c");
    assertThat(buffer.bytes()).isZero();
    assertThat(putAside(buffer)).isEmpty();
  }

  @Test
  void eachUnitHasItsOwnFileWhichCanBeDeleted() throws IOException {
    List<String> files = new ArrayList<>();
    SegmentBuffer buffer = new SegmentBuffer(folder.toString(), new WindowTimes(HOUR, 0));
    for (int i = 0; i < 2; i++) {
      buffer.addText(0, 0, item("the same"));
      SegmentUnit unit = putAside(buffer).get(0L);
      files.addAll(Segment.files(unit.texts().stream().map(Segment::toItem).toList()));
    }
    assertThat(files).hasSize(2).doesNotHaveDuplicates();
    Segment.delete(folder.toString(), files.subList(0, 1));
    Segment.delete(folder.toString(), files);
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void detectsTruncatedAndDamagedFiles() throws IOException {
    SegmentBuffer buffer = new SegmentBuffer(folder.toString(), new WindowTimes(HOUR, 0));
    buffer.addText(0, 0, item("a text that is long enough to be cut ".repeat(20)));
    List<Segment> segments = putAside(buffer).get(0L).texts();
    Path file = Path.of(Segment.address(folder.toString(), segments.get(0).file()));
    byte[] whole = Files.readAllBytes(file);
    for (byte[] wrong :
        Map.of("cut", java.util.Arrays.copyOf(whole, 9), "none", new byte[0]).values()) {
      Files.write(file, wrong);
      assertThatThrownBy(() -> texts(segments)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void keepsItemsThatAreNoSegments() {
    List<EncodedItem> items = List.of(item("item"), Segment.NONE);
    assertThat(Segment.items(folder.toString(), items)).containsExactlyElementsOf(items);
    assertThat(Segment.files(items)).isEmpty();
  }
}
