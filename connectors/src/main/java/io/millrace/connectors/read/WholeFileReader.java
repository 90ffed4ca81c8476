package io.millrace.connectors.read;

import java.io.IOException;
import java.util.List;

/** A reader of files that cannot be split. */
public abstract class WholeFileReader implements RecordReader {

  @Override
  public List<Split> split(String path, long size) {
    return List.of(new Split(path, 0, Long.MAX_VALUE));
  }

  @Override
  public final void read(Split split, RecordSink sink) throws IOException {
    if (split.start() == 0) {
      read(split.path(), sink);
    }
  }

  /** Passes every record of a file to the sink. */
  protected abstract void read(String path, RecordSink sink) throws IOException;
}
