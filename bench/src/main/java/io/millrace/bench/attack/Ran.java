package io.millrace.bench.attack;

import java.time.Duration;

/**
 * Result of a command.
 *
 * @param exit exit status; -1 if it was killed at its time limit
 * @param said standard output and standard error
 */
record Ran(int exit, String said, Duration time) {

  static final int TIMED_OUT = -1;

  /** Exit status and the end of the output, for a broken case. */
  String last() {
    String end = said.strip();
    return (exit == TIMED_OUT
            ? "no end within " + time.toSeconds() + " s: "
            : "exit " + exit + ": ")
        + end.substring(Math.max(0, end.length() - 300));
  }

  /** Whether it ended with a documented exit status and without an OutOfMemoryError. */
  boolean orderly() {
    return (exit == 0 || exit == 2 || exit == 3 || exit == 4) && !said.contains("OutOfMemoryError");
  }
}
