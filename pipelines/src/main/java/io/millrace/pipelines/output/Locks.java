package io.millrace.pipelines.output;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import java.io.IOException;

/** Locks outputs for commands, whose errors are {@link MillraceException}s. */
public final class Locks {

  private Locks() {}

  /**
   * Locks an output for a use.
   *
   * @throws MillraceException when another process has the lock, or it cannot be written
   */
  public static OutputLock acquire(String address, OutputLock.Use use) {
    return asked(address, () -> OutputLock.acquire(address, use));
  }

  /**
   * Checks that no takedown and no index build works on the output.
   *
   * @throws MillraceException as {@link #acquire}
   */
  public static void checkUnheld(String address) {
    asked(
        address,
        () -> {
          OutputLock.checkUnheld(address);
          return address;
        });
  }

  private interface Asking<T> {
    T ask() throws IOException;
  }

  private static <T> T asked(String address, Asking<T> asking) {
    try {
      return asking.ask();
    } catch (OutputInUseException other) {
      throw new MillraceException(ErrorKind.OUTPUT_IN_USE, other.getMessage(), other);
    } catch (IOException unwritable) {
      // suppressed, since a cause would be printed on a second line
      MillraceException failure =
          new MillraceException(
              ErrorKind.STORAGE_FAILED, address + " cannot be written: " + unwritable.getMessage());
      failure.addSuppressed(unwritable);
      throw failure;
    }
  }
}
