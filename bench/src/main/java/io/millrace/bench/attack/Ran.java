package io.millrace.bench.attack;

import java.time.Duration;

/**
 * A command that has ended or was ended.
 *
 * @param exit its exit status; -1 when it was killed at its time limit
 * @param said standard output and standard error
 */
record Ran(int exit, String said, Duration time) {

  static final int TIMED_OUT = -1;

  /** Last words, for a case that did not survive. */
  String last() {
    String end = said.strip();
    return (exit == TIMED_OUT
            ? "no end within " + time.toSeconds() + " s: "
            : "exit " + exit + ": ")
        + end.substring(Math.max(0, end.length() - 300));
  }

  /** Whether it ended by itself, in one of the documented ways. */
  boolean orderly() {
    return (exit == 0 || exit == 2 || exit == 3 || exit == 4) && !said.contains("OutOfMemoryError");
  }
}
