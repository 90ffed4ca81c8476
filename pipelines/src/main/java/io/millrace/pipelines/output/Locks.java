package io.millrace.pipelines.output;

import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import java.io.IOException;

/** Locks on outputs, for commands. */
public final class Locks {

  private Locks() {}

  /**
   * Takes an output for a use.
   *
   * @throws MillraceException when another process has it, or the lock cannot be written
   */
  public static OutputLock acquire(String address, OutputLock.Use use) {
    return asked(address, () -> OutputLock.acquire(address, use));
  }

  /**
   * Checks that nobody needs an output to stay as it is.
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

  /** Something that may find another at work. */
  private interface Asking<T> {
    T ask() throws IOException;
  }

  private static <T> T asked(String address, Asking<T> asking) {
    try {
      return asking.ask();
    } catch (OutputInUseException other) {
      throw new MillraceException(ErrorKind.OUTPUT_IN_USE, other.getMessage(), other);
    } catch (IOException unwritable) {
      // not as its cause, of which people would be told on a second line
      MillraceException failure =
          new MillraceException(
              ErrorKind.STORAGE_FAILED, address + " cannot be written: " + unwritable.getMessage());
      failure.addSuppressed(unwritable);
      throw failure;
    }
  }
}
