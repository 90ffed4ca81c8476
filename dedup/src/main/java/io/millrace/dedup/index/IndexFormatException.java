package io.millrace.dedup.index;

import java.io.IOException;

/** A file of an index is damaged or has other settings. */
public final class IndexFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  IndexFormatException(String message) {
    super(message);
  }
}
