package io.millrace.connectors.read;

import io.millrace.corpus.InputRecord;

/** Takes what a reader finds. */
public interface RecordSink {

  /** One input record, readable or not. */
  void accept(InputRecord found);

  /**
   * Something in the file that is no document and asks for no verdict, such as a WARC request
   * record.
   *
   * @param kind its kind in snake case, as counted in the manifest
   */
  void skip(String kind);
}
