package io.millrace.pipelines.batch;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The splits of a run as a source: a worker that has finished a split asks for the next one. Splits
 * differ in cost, so this keeps workers equally busy, and no shuffle is needed to distribute them.
 */
final class SplitSource extends BoundedSource<String> {

  private static final long serialVersionUID = 1L;

  private final List<String> lines;

  /**
   * @param lines splits as {@link InputSplit#toLine} writes them
   */
  SplitSource(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  @Override
  public List<SplitSource> split(long desiredBundleSizeBytes, PipelineOptions options) {
    return lines.stream().map(line -> new SplitSource(List.of(line))).collect(Collectors.toList());
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return lines.size();
  }

  @Override
  public Coder<String> getOutputCoder() {
    return StringUtf8Coder.of();
  }

  @Override
  public BoundedReader<String> createReader(PipelineOptions options) {
    return new SplitReader(this);
  }

  private static final class SplitReader extends BoundedReader<String> {

    private final SplitSource source;
    private int next = -1;

    SplitReader(SplitSource source) {
      this.source = source;
    }

    @Override
    public boolean start() throws IOException {
      return advance();
    }

    @Override
    public boolean advance() throws IOException {
      next++;
      return next < source.lines.size();
    }

    @Override
    public String getCurrent() {
      if (next < 0 || next >= source.lines.size()) {
        throw new NoSuchElementException();
      }
      return source.lines.get(next);
    }

    @Override
    public void close() {}

    @Override
    public BoundedSource<String> getCurrentSource() {
      return source;
    }
  }
}
