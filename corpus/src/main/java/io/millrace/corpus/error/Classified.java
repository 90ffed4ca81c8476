package io.millrace.corpus.error;

/** A failure that knows its kind, and whose message is written for people. */
public interface Classified {

  /** What failed and whose fault it is. */
  ErrorKind errorKind();
}
