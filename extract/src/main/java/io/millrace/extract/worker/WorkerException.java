package io.millrace.extract.worker;

/** A worker ended before it answered, because of the request. */
public final class WorkerException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why the worker ended. */
  public enum Kind {
    /** The request exceeded its time, and the worker was killed. */
    TIME,
    /** The heap was full. */
    MEMORY,
    /** The process crashed. */
    CRASH
  }

  private final Kind kind;

  WorkerException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
