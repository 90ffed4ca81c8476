package io.millrace.corpus;

/**
 * The message of a failure, equal whenever the same failure occurs. Verdicts contain it, and two
 * runs must give equal verdicts.
 */
public final class FailureMessage {

  private FailureMessage() {}

  /**
   * The message; "" when there is none or when the JVM may have made it: compiled code throws the
   * same exception without a message, and names of class loaders differ.
   */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    Throwable cause = failure.getCause();
    if (cause != null && cause != failure && cause.toString().equals(message)) {
      return orKind(cause); // the exception only wraps its cause
    }
    return message == null || isOfMachine(failure) ? "" : message;
  }

  /** The message, or the simple class name when there is none. */
  public static String orKind(Throwable failure) {
    String message = of(failure);
    return message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  private static boolean isOfMachine(Throwable failure) {
    return failure instanceof IndexOutOfBoundsException
        || failure instanceof NullPointerException
        || failure instanceof ArithmeticException
        || failure instanceof ClassCastException
        || failure instanceof ArrayStoreException
        || failure instanceof NegativeArraySizeException;
  }
}
