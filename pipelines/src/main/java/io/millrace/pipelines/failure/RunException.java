package io.millrace.pipelines.failure;

/** A run that cannot start or did not end well; the message is one line for people. */
public final class RunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Kind {
    /** The command or the recipe asks for something that cannot be done; nothing was written. */
    WRONG_USE,
    /** The input is bad past the recipe's tolerance. */
    BAD_INPUT,
    /** A file system, an engine or a network failed. */
    OUTSIDE_FAILED
  }

  private final Kind kind;

  public RunException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public RunException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
