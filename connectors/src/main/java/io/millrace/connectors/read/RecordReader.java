package io.millrace.connectors.read;

import java.io.IOException;
import java.util.List;

/**
 * Reads the records of one input format. What is damaged is handed on as an unreadable record and
 * the reader goes on with the next one; an exception means that the outside system failed.
 */
public interface RecordReader {

  /**
   * Cuts a file into splits that can be read side by side. The records found do not depend on the
   * cuts.
   *
   * @param path address of the file on a Beam FileSystem
   * @param size its size in bytes
   */
  List<Split> split(String path, long size) throws IOException;

  /** Hands every record that begins in the split to the sink, in the order of the file. */
  void read(Split split, RecordSink sink) throws IOException;
}
