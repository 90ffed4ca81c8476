package io.millrace.pipelines.stream;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.pipelines.flow.Segment;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.PackedItems;
import io.millrace.pipelines.output.WindowTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Collects the results of a bundle, and writes them to one file for each window. A file belongs to
 * one unit, and the step that finishes the unit deletes it. A file whose unit was never emitted,
 * since the worker died, stays.
 */
final class SegmentBuffer {

  /** Names are unique across machines; no output contains them. */
  private static final SecureRandom NAMES = new SecureRandom();

  private static final int NAME_BYTES = 16;

  private final String output;
  private final WindowTimes windows;
  private final SortedMap<Long, Window> open = new TreeMap<>();
  private long bytes;

  private record Window(
      SortedMap<Integer, PackedItems> texts, SortedMap<Integer, PackedItems> marks) {}

  /** Receives units whose file is written. */
  @FunctionalInterface
  interface UnitSink {
    void accept(long window, SegmentUnit unit);
  }

  /**
   * @param output address of the run's output
   */
  SegmentBuffer(String output, WindowTimes windows) {
    this.output = output;
    this.windows = windows;
  }

  void addText(long window, int shard, EncodedItem item) {
    add(window(window).texts(), shard, item);
  }

  void addMarks(long window, int partition, EncodedItem block) {
    add(window(window).marks(), partition, block);
  }

  private Window window(long start) {
    return open.computeIfAbsent(start, key -> new Window(new TreeMap<>(), new TreeMap<>()));
  }

  private void add(SortedMap<Integer, PackedItems> keyed, int key, EncodedItem item) {
    bytes += keyed.computeIfAbsent(key, k -> new PackedItems()).add(item);
  }

  /** Bytes in memory. */
  long bytes() {
    return bytes;
  }

  /** Writes everything to files, and empties the buffer. */
  void putAside(UnitSink sink) throws IOException {
    for (var each : open.entrySet()) {
      sink.accept(each.getKey(), write(each.getKey(), each.getValue()));
    }
    open.clear();
    bytes = 0;
  }

  private SegmentUnit write(long start, Window window) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    List<Segment> texts = pack(window.texts(), packed);
    List<Segment> marks = pack(window.marks(), packed);
    byte[] name = new byte[NAME_BYTES];
    NAMES.nextBytes(name);
    String file = windows.name(start) + '/' + HexFormat.of().formatHex(name);
    ResourceId target = BeamFiles.file(Segment.address(output, file));
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(target, "application/octet-stream"))) {
      packed.writeTo(out);
    }
    return new SegmentUnit(named(texts, file), named(marks, file));
  }

  private static List<Segment> named(List<Segment> segments, String file) {
    return segments.stream()
        .map(each -> new Segment(each.key(), file, each.offset(), each.length(), each.size()))
        .toList();
  }

  private static List<Segment> pack(
      SortedMap<Integer, PackedItems> keyed, ByteArrayOutputStream out) {
    List<Segment> segments = new ArrayList<>();
    keyed.forEach(
        (key, items) -> {
          byte[] packed = items.packed();
          segments.add(new Segment(key, "", out.size(), packed.length, items.size()));
          out.writeBytes(packed);
        });
    return segments;
  }
}
