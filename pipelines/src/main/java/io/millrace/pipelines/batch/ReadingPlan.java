package io.millrace.pipelines.batch;

import io.millrace.connectors.read.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * How workers share the files of a run. A compressed file of lines, a plain WARC or a tar is one
 * split. When it is larger than a worker's share, several workers read all of it and take the
 * records in turn: reading is a small part of the cost of a record, so one file keeps all workers
 * busy.
 */
final class ReadingPlan {

  /** Most workers that share a file; with more, each would do little but read. */
  static final int MOST_PARTS = 8;

  private record FileToRead(int input, List<Split> splits, long bytes, boolean canBeShared) {}

  private final List<FileToRead> files = new ArrayList<>();
  private long bytes;

  /**
   * @param input place in the recipe's list of inputs
   * @param splits of the file
   * @param size of the file in bytes
   * @param splitBytes largest file in bytes that is never shared
   */
  void add(int input, List<Split> splits, long size, long splitBytes) {
    boolean canBeShared = splits.size() == 1 && size > splitBytes;
    files.add(new FileToRead(input, splits, size, canBeShared));
    bytes += size;
  }

  /** Bytes of all files. */
  long bytes() {
    return bytes;
  }

  /** The splits in the order of the files. */
  List<InputSplit> splits(int workers) {
    List<InputSplit> all = new ArrayList<>();
    for (FileToRead file : files) {
      int parts = parts(file, workers);
      for (Split split : file.splits()) {
        for (int part = 0; part < parts; part++) {
          all.add(new InputSplit(file.input(), split, part, parts, file.bytes()));
        }
      }
    }
    return all;
  }

  /** Workers that share a file: its size in workers' shares, 1 if it was cut. */
  private int parts(FileToRead file, int workers) {
    if (!file.canBeShared()) {
      return 1;
    }
    long shares = Math.round((double) file.bytes() * workers / bytes);
    return (int) Math.max(1, Math.min(MOST_PARTS, shares));
  }
}
