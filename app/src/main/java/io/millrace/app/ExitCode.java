package io.millrace.app;

/** What the command line's exit codes mean. */
final class ExitCode {

  static final int DONE = 0;

  /** Wrong use or a wrong recipe; nothing was written. */
  static final int WRONG_USE = 2;

  /** More of the input was bad than the recipe tolerates. */
  static final int BAD_INPUT = 3;

  /** Something outside failed: a file system, a network, a model that cannot be had. */
  static final int OUTSIDE_FAILED = 4;

  /** Stopped by the user; what shells report for SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
