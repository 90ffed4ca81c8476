package io.millrace.dedup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Normal form of percent-encoding in paths and queries (RFC 3986, sections 2.1 and 6.2.2). */
final class PercentEncoding {

  private static final String HEX = "0123456789ABCDEF";

  /** Characters that are equivalent to their encoded form and stay plain. */
  private static final boolean[] UNRESERVED = set("-._~", true);

  /** Characters that are allowed plain and differ in meaning from their encoded form. */
  private static final boolean[] KEPT = set("!$&'()*+,;=:@/?", false);

  private PercentEncoding() {}

  /**
   * Encodes the characters that need it, decodes unreserved ones, and writes hex digits in upper
   * case.
   *
   * @param query whether a plus sign means a space
   */
  static String normalise(String text, boolean query) {
    if (isNormal(text, query)) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(bytes.length + 16);
    for (int i = 0; i < bytes.length; i++) {
      int c = bytes[i] & 0xff;
      if (c == '%' && isEncoded(bytes, i)) {
        int decoded = decoded(bytes, i);
        append(out, decoded, UNRESERVED[decoded]);
        i += 2;
      } else if (c == '+' && query) {
        append(out, ' ', false);
      } else {
        append(out, c, UNRESERVED[c] || KEPT[c]);
      }
    }
    return out.toString();
  }

  /** Decodes percent-encoded bytes as UTF-8. */
  static String decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && isEncoded(bytes, i)) {
        out.write(decoded(bytes, i));
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean isNormal(String text, boolean query) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128 || !(UNRESERVED[c] || KEPT[c]) || (query && c == '+')) {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder out, int c, boolean plain) {
    if (plain) {
      out.append((char) c);
    } else {
      out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }

  private static boolean isEncoded(byte[] bytes, int at) {
    return at + 2 < bytes.length && digit(bytes[at + 1]) >= 0 && digit(bytes[at + 2]) >= 0;
  }

  private static int decoded(byte[] bytes, int at) {
    return digit(bytes[at + 1]) << 4 | digit(bytes[at + 2]);
  }

  private static int digit(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  private static boolean[] set(String signs, boolean alphanumeric) {
    boolean[] set = new boolean[256];
    for (int c = 0; c < 128; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      set[c] = signs.indexOf(c) >= 0 || (alphanumeric && letter);
    }
    return set;
  }
}
