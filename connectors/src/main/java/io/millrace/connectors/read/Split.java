package io.millrace.connectors.read;

/**
 * The part of a file that one worker reads: the records that begin in {@code [start, end)}.
 *
 * @param path address of the file on a Beam FileSystem
 * @param start first byte, or first row group for Parquet
 * @param end one past the last; {@link Long#MAX_VALUE} for the rest of the file
 */
public record Split(String path, long start, long end) {

  /** Whether it is all of the file. */
  public boolean isWhole() {
    return start == 0 && end == Long.MAX_VALUE;
  }
}
