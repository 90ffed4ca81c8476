package io.millrace.connectors.read;

import io.millrace.corpus.InputRecord;

/** Receives the records of a reader. */
public interface RecordSink {

  /** Receives an input record, readable or not. */
  void accept(InputRecord found);

  /**
   * Tells of something without a verdict, such as a WARC request record.
   *
   * @param kind its kind in snake case, as counted in the manifest
   */
  void skip(String kind);
}
