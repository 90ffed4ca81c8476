package io.millrace.corpus;

/**
 * What a failure says, the same each time it happens. Verdicts hold it, and two runs must give the
 * same verdicts.
 */
public final class FailureMessage {

  private FailureMessage() {}

  /**
   * The message; "" where there is none, or where the virtual machine may have made it: code that
   * was compiled since throws the same without a message, and names of class loaders differ.
   */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    Throwable cause = failure.getCause();
    if (cause != null && cause != failure && cause.toString().equals(message)) {
      return orKind(cause); // a mere wrapper
    }
    return message == null || isOfMachine(failure) ? "" : message;
  }

  /** The message, or the failure's kind where there is no message. */
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
