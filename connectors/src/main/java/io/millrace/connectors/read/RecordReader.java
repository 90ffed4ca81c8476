package io.millrace.connectors.read;

import java.io.IOException;
import java.util.List;

/**
 * Reads the records of one input format. Damage gives an unreadable record, and the reader
 * continues with the next one. An exception means that the file system failed.
 */
public interface RecordReader {

  /**
   * Cuts a file into splits that can be read in parallel. The records do not depend on the cuts.
   *
   * @param path address of the file on a Beam FileSystem
   * @param size its size in bytes
   */
  List<Split> split(String path, long size) throws IOException;

  /** Passes every record that begins in the split to the sink, in the order of the file. */
  void read(Split split, RecordSink sink) throws IOException;
}
