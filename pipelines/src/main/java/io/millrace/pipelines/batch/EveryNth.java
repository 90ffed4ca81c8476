package io.millrace.pipelines.batch;

import io.millrace.connectors.read.RecordSink;
import io.millrace.corpus.InputRecord;

/**
 * Passes on one record of every {@code parts}, and skips the others. A reader finds the same
 * records in the same order each time, so all parts together are the whole and no two share a
 * record.
 */
final class EveryNth implements RecordSink {

  private final RecordSink out;
  private final int parts;
  private int untilNext;

  /**
   * @param part index of the first record that is passed on, from 0
   * @param parts number of parts, at least 1
   */
  EveryNth(RecordSink out, int part, int parts) {
    this.out = out;
    this.parts = parts;
    this.untilNext = part;
  }

  @Override
  public void accept(InputRecord found) {
    if (isMine()) {
      out.accept(found);
    }
  }

  @Override
  public void skip(String kind) {
    if (isMine()) {
      out.skip(kind);
    }
  }

  private boolean isMine() {
    boolean mine = untilNext == 0;
    untilNext = mine ? parts - 1 : untilNext - 1;
    return mine;
  }
}
