package io.millrace.connectors.models;

import java.io.IOException;

/** A source did not give the file; the message is one line that says why. */
final class FetchException extends IOException {

  private static final int MOST = 200;

  FetchException(String message) {
    super(oneLine(message));
  }

  /** Short, in one line, and without the user and password of an address. */
  private static String oneLine(String message) {
    String line =
        message.replaceAll("//[^/@\\s]*@", "//").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    int length = line.codePointCount(0, line.length());
    return length <= MOST ? line : line.substring(0, line.offsetByCodePoints(0, MOST)) + "...";
  }
}
