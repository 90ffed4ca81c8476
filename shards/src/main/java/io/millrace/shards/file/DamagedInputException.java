package io.millrace.shards.file;

import io.millrace.corpus.FailReason;
import java.io.IOException;

/**
 * The bytes of an input are damaged, so reading them again does not help. Any other {@link
 * IOException} means that the file system failed.
 */
public final class DamagedInputException extends IOException {

  private final transient FailReason reason;

  public DamagedInputException(FailReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public FailReason reason() {
    return reason;
  }
}
