package io.millrace.connectors.models;

import java.io.IOException;

/** A file could not be fetched; the message is one line with the reason. */
final class FetchException extends IOException {

  private static final int MOST = 200;

  FetchException(String message) {
    super(oneLine(message));
  }

  /** Makes a short single line without the user and password of an address. */
  private static String oneLine(String message) {
    String line =
        message.replaceAll("//[^/@\\s]*@", "//").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    int length = line.codePointCount(0, line.length());
    return length <= MOST ? line : line.substring(0, line.offsetByCodePoints(0, MOST)) + "...";
  }
}
