package io.millrace.app.cli;

/** What the command line's exit codes mean. */
public final class ExitCode {

  public static final int DONE = 0;

  /** Wrong use or a wrong recipe; nothing was written. */
  public static final int WRONG_USE = 2;

  /** More of the input was bad than the recipe tolerates. */
  public static final int BAD_INPUT = 3;

  /** Something outside failed: a file system, a network, a model that cannot be had. */
  public static final int OUTSIDE_FAILED = 4;

  /** Stopped by the user; what shells report for SIGINT. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
