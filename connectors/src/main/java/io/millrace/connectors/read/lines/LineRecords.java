package io.millrace.connectors.read.lines;

import io.millrace.corpus.InputRecord;

/** Makes records from lines. */
public interface LineRecords {

  /** The record of a line, which is not empty; unreadable when it is malformed. */
  InputRecord of(byte[] bytes, int offset, int length);

  /** Name of the collection when a record states none. */
  String source();
}
