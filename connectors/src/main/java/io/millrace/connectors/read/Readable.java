package io.millrace.connectors.read;

import io.millrace.corpus.FailReason;
import io.millrace.corpus.Utf8;
import io.millrace.shards.file.DamagedInputException;
import java.nio.charset.StandardCharsets;

/** Decodes and bounds texts. */
public final class Readable {

  /** Longest header or metadata value in UTF-16 units; longer ones are cut. */
  public static final int MAX_FIELD = 1 << 16;

  private static final int MAX_DETAIL = 300;
  private static final int MAX_READABLE_BYTES = 1 << 16;

  private Readable() {}

  /**
   * Decodes UTF-8.
   *
   * @throws DamagedInputException with BAD_ENCODING when the bytes are not UTF-8
   */
  public static String strictUtf8(byte[] bytes, int offset, int length)
      throws DamagedInputException {
    requireUtf8(bytes, offset, length);
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  /**
   * Checks that bytes are UTF-8.
   *
   * @throws DamagedInputException with BAD_ENCODING when they are not
   */
  public static void requireUtf8(byte[] bytes, int offset, int length)
      throws DamagedInputException {
    if (!Utf8.isWellFormed(bytes, offset, offset + length)) {
      throw new DamagedInputException(FailReason.BAD_ENCODING, "not valid UTF-8");
    }
  }

  /** The beginning of damaged bytes as text, for the rejects. */
  public static String text(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, MAX_READABLE_BYTES), StandardCharsets.UTF_8);
  }

  /** The text as one line of bounded length; "" for null. */
  public static String oneLine(String detail) {
    return detail == null ? "" : bounded(detail.replaceAll("\\s+", " ").strip(), MAX_DETAIL);
  }

  /** Parses a number; NaN when it is missing or malformed. */
  static double number(String written) {
    if (written.isEmpty()) {
      return Double.NaN; // the common case; an exception would be slow
    }
    try {
      return Double.parseDouble(written);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  /** Cuts a text to a length without splitting a code point. */
  public static String bounded(String value, int length) {
    if (value.length() <= length) {
      return value;
    }
    int end = Character.isHighSurrogate(value.charAt(length - 1)) ? length - 1 : length;
    return value.substring(0, end);
  }
}
