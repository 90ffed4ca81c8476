package io.millrace.pipelines.failure;

import io.millrace.corpus.FailureMessage;
import io.millrace.corpus.error.Classified;

/** Describes exceptions in one line. */
public final class Failures {

  private static final int SHOWN = 300;

  private Failures() {}

  /** Class name and message, at most 300 characters. */
  public static String oneLine(Throwable failure) {
    String message = FailureMessage.of(failure);
    String kind = failure.getClass().getSimpleName();
    String line =
        (message.isEmpty() ? kind : kind + ": " + message).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > SHOWN ? line.substring(0, SHOWN) : line;
  }

  /** The root cause, in one line. */
  public static String rootLine(Throwable failure) {
    Throwable root = root(failure);
    return isForPeople(root) ? root.getMessage() : oneLine(root);
  }

  /** Whether the root cause has a message for users, which needs no class name. */
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
