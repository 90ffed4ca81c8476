package io.millrace.pipelines.failure;

import io.millrace.corpus.FailureMessage;
import io.millrace.corpus.error.Classified;

/** Failures in one line. */
public final class Failures {

  private static final int SHOWN = 300;

  private Failures() {}

  /** Kind and message of a failure. */
  public static String oneLine(Throwable failure) {
    String message = FailureMessage.of(failure);
    String kind = failure.getClass().getSimpleName();
    String line =
        (message.isEmpty() ? kind : kind + ": " + message).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > SHOWN ? line.substring(0, SHOWN) : line;
  }

  /** The failure at the bottom of all that wrap it. */
  public static String rootLine(Throwable failure) {
    Throwable root = root(failure);
    return isForPeople(root) ? root.getMessage() : oneLine(root);
  }

  /** Whether what began it says in words of its own what is wrong. */
  public static boolean isForPeople(Throwable failure) {
    return root(failure) instanceof Classified;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
