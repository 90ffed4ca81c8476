package io.millrace.connectors.read;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a file that one worker reads: the records that begin in {@code [start, end)}.
 *
 * @param path address of the file on a Beam FileSystem
 * @param start first byte, or first row group for Parquet
 * @param end one past the last; {@link Long#MAX_VALUE} for the rest of the file
 */
public record Split(String path, long start, long end) {

  /** Cuts a file into ranges of a number of bytes; the last one may be shorter. */
  public static List<Split> ranges(String path, long size, long bytes) {
    List<Split> splits = new ArrayList<>();
    for (long start = 0; start < size; start += bytes) {
      splits.add(new Split(path, start, Math.min(size, start + bytes)));
    }
    return splits;
  }

  /** Whether the split is the whole file. */
  public boolean isWhole() {
    return start == 0 && end == Long.MAX_VALUE;
  }
}
