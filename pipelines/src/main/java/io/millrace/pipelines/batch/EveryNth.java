package io.millrace.pipelines.batch;

import io.millrace.connectors.read.RecordSink;
import io.millrace.corpus.InputRecord;

/**
 * Hands on one part of what a reader finds. A reader finds the same in the same order each time, so
 * all parts together are the whole and no two share a record.
 */
final class EveryNth implements RecordSink {

  private final RecordSink out;
  private final int parts;
  private int untilNext;

  /**
   * @param part the first that is handed on, counted from 0
   * @param parts every so many-th after it
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
