package io.millrace.corpus.error;

/** A failure that knows its kind and has a message for users. */
public interface Classified {

  /** What failed and whose fault it is. */
  ErrorKind errorKind();
}
