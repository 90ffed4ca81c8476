package io.millrace.pipelines.stream;

import io.millrace.connectors.kafka.InputRecordCoder;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Timestamps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/**
 * A stream of given records in a given order. The watermark is the earliest time of the remaining
 * records, without the late ones, which are emitted when a file exists. It fails once at each given
 * position.
 */
final class ListSource extends UnboundedSource<InputRecord, ListSource.Position> {

  private static final long serialVersionUID = 1L;

  private final List<byte[]> records = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final int onTime;
  private final String lateWhen;
  private final List<Integer> failAt;
  private final String failed;

  /**
   * @param onTime number of records on time; the late ones follow
   * @param lateWhen file for which late records wait
   * @param failAt positions before which it fails
   * @param failed prefix of the files that record the failures, followed by the position
   */
  ListSource(List<InputRecord> all, int onTime, Path lateWhen, List<Integer> failAt, Path failed) {
    for (InputRecord record : all) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        InputRecordCoder.of().encode(record, bytes);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      records.add(bytes.toByteArray());
      times.add(time(record));
    }
    this.onTime = onTime;
    this.lateWhen = lateWhen.toString();
    this.failAt = List.copyOf(failAt);
    this.failed = failed.toString();
  }

  static long time(InputRecord record) {
    return Timestamps.parse(record.timestamp()).map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  /** Number of records that were read. */
  record Position(int next) implements CheckpointMark {
    @Override
    public void finalizeCheckpoint() {}
  }

  @Override
  public List<ListSource> split(int desired, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<InputRecord> createReader(PipelineOptions options, Position position) {
    return new ListReader(position == null ? 0 : position.next());
  }

  @Override
  public Coder<InputRecord> getOutputCoder() {
    return InputRecordCoder.of();
  }

  @Override
  public Coder<Position> getCheckpointMarkCoder() {
    return new PositionCoder();
  }

  private static final class PositionCoder
      extends org.apache.beam.sdk.coders.CustomCoder<Position> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Position value, java.io.OutputStream out) throws IOException {
      VarIntCoder.of().encode(value.next(), out);
    }

    @Override
    public Position decode(java.io.InputStream in) throws IOException {
      return new Position(VarIntCoder.of().decode(in));
    }
  }

  private final class ListReader extends UnboundedReader<InputRecord> {

    private final long[] earliest = new long[onTime + 1];
    private int next;
    private InputRecord current;
    private long time;

    ListReader(int next) {
      this.next = next;
      earliest[onTime] = Long.MAX_VALUE;
      for (int i = onTime - 1; i >= 0; i--) {
        earliest[i] = Math.min(earliest[i + 1], times.get(i));
      }
    }

    @Override
    public boolean start() throws IOException {
      return advance();
    }

    @Override
    public boolean advance() throws IOException {
      if (next == records.size() || next >= onTime && !Files.exists(Path.of(lateWhen))) {
        return false;
      }
      if (failAt.contains(next) && !Files.exists(Path.of(failed + next))) {
        Files.createFile(Path.of(failed + next));
        throw new IOException("it fails as it should");
      }
      current = InputRecordCoder.of().decode(new ByteArrayInputStream(records.get(next)));
      time = times.get(next);
      next++;
      return true;
    }

    @Override
    public InputRecord getCurrent() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return new Instant(time);
    }

    @Override
    public Instant getWatermark() {
      if (next == records.size()) {
        return BoundedWindow.TIMESTAMP_MAX_VALUE;
      }
      return next < onTime ? new Instant(earliest[next]) : new Instant(time(9999));
    }

    private long time(int year) {
      return java.time.LocalDate.of(year, 1, 1)
          .atStartOfDay()
          .toInstant(java.time.ZoneOffset.UTC)
          .toEpochMilli();
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      return new Position(next);
    }

    @Override
    public UnboundedSource<InputRecord, ?> getCurrentSource() {
      return ListSource.this;
    }

    @Override
    public void close() {}
  }
}
