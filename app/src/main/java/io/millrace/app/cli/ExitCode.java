package io.millrace.app.cli;

import io.millrace.corpus.error.ErrorKind;

/** Exit statuses of commands; those of exceptions are in {@link ErrorKind}. */
public final class ExitCode {

  public static final int DONE = 0;

  /** Wrong use or a wrong recipe; nothing was written. */
  public static final int WRONG_USE = ErrorKind.WRONG_USE.exitStatus();

  /** The input is damaged, or more of its records failed than the recipe tolerates. */
  public static final int BAD_INPUT = ErrorKind.BAD_INPUT.exitStatus();

  /** Something outside failed: a file system, a network, a missing model; or millrace itself. */
  public static final int OUTSIDE_FAILED = ErrorKind.STORAGE_FAILED.exitStatus();

  /** Stopped by the user; what shells report for SIGINT. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
