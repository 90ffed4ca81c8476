package io.millrace.connectors.read.lines;

import io.millrace.corpus.InputRecord;

/** Makes a record of a line. */
public interface LineRecords {

  /** The record in the bytes of a line, which are not empty; unreadable when it is none. */
  InputRecord of(byte[] bytes, int offset, int length);

  /** Name of the collection when a record gives none. */
  String source();
}
