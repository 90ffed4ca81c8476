package io.millrace.corpus.error;

/** A failure of a known kind. The message is one line for people, without secrets. */
public class MillraceException extends RuntimeException implements Classified {

  private static final long serialVersionUID = 1L;

  private final ErrorKind errorKind;

  /**
   * @param errorKind what failed and whose fault it is; it decides the exit status
   * @param message one line for people
   */
  public MillraceException(ErrorKind errorKind, String message) {
    super(message);
    this.errorKind = errorKind;
  }

  /**
   * @param errorKind what failed and whose fault it is; it decides the exit status
   * @param message one line for people
   * @param cause cause, which {@code --verbose} shows in addition
   */
  public MillraceException(ErrorKind errorKind, String message, Throwable cause) {
    super(message, cause);
    this.errorKind = errorKind;
  }

  @Override
  public final ErrorKind errorKind() {
    return errorKind;
  }
}
