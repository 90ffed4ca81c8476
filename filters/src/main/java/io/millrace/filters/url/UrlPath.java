package io.millrace.filters.url;

import java.nio.charset.StandardCharsets;

/** Normalises the path and query of a URL. */
final class UrlPath {

  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final String PLAIN_MARKS = "-._~!$&'()*+,;=:@/?";

  private UrlPath() {}

  /** Appends path and query from {@code start} on to a host, up to the maximum length. */
  static void append(String url, int start, StringBuilder out) {
    int host = out.length();
    int end = url.indexOf('#', start);
    end = end < 0 ? url.length() : end;
    int question = url.indexOf('?', start);
    int pathEnd = question < 0 || question > end ? end : question;
    appendPath(url, start, pathEnd, out);
    trimSlash(out, host);
    if (pathEnd + 1 < end && out.length() < NormalUrl.MAX_LENGTH) {
      int mark = out.length();
      out.append('?');
      appendEncoded(url, pathEnd + 1, end, out);
      if (out.length() == mark + 1) {
        out.setLength(mark);
      }
    }
  }

  private static void appendPath(String url, int start, int end, StringBuilder out) {
    int host = out.length();
    int i = start;
    while (i < end && out.length() < NormalUrl.MAX_LENGTH) {
      while (i < end && url.charAt(i) == '/') {
        i++;
      }
      int next = i;
      while (next < end && url.charAt(next) != '/') {
        next++;
      }
      int segment = out.length();
      out.append('/');
      boolean whole = appendEncoded(url, i, next, out);
      resolve(out, host, segment);
      if (!whole) {
        return;
      }
      i = next;
    }
  }

  /** Removes a segment that is empty, one dot or two dots. */
  private static void resolve(StringBuilder out, int host, int segment) {
    int length = out.length() - segment - 1;
    boolean dots = length <= 2;
    for (int i = segment + 1; dots && i < out.length(); i++) {
      dots = out.charAt(i) == '.';
    }
    if (!dots) {
      return;
    }
    out.setLength(segment);
    if (length == 2) {
      int previous = out.lastIndexOf("/");
      out.setLength(Math.max(host, previous));
    }
  }

  private static void trimSlash(StringBuilder out, int host) {
    while (out.length() > host && out.charAt(out.length() - 1) == '/') {
      out.setLength(out.length() - 1);
    }
  }

  /** Appends normalised characters; false when the maximum length is reached. */
  private static boolean appendEncoded(String url, int start, int end, StringBuilder out) {
    for (int i = start; i < end; ) {
      int codePoint = url.codePointAt(i);
      int length = out.length();
      if (isTriplet(url, i, end)) {
        appendByte(Integer.parseInt(url, i + 1, i + 3, 16), out);
        i += 3;
      } else {
        appendCodePoint(codePoint, out);
        i += Character.charCount(codePoint);
      }
      if (out.length() > NormalUrl.MAX_LENGTH) {
        out.setLength(length);
        return false;
      }
    }
    return true;
  }

  /** Appends a percent-encoded byte, decoded when it needs no encoding. */
  private static void appendByte(int value, StringBuilder out) {
    if (isUnreserved(value)) {
      out.append(lower((char) value));
    } else {
      appendTriplet(value, out);
    }
  }

  private static void appendCodePoint(int codePoint, StringBuilder out) {
    if (codePoint < 128) {
      if (isUnreserved(codePoint) || PLAIN_MARKS.indexOf(codePoint) >= 0) {
        out.append(lower((char) codePoint));
      } else {
        appendTriplet(codePoint, out);
      }
      return;
    }
    boolean lone = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    int written = lone ? 0xFFFD : codePoint;
    for (byte b : Character.toString(written).getBytes(StandardCharsets.UTF_8)) {
      appendTriplet(b & 0xFF, out);
    }
  }

  private static void appendTriplet(int value, StringBuilder out) {
    out.append('%').append(HEX[value >> 4]).append(HEX[value & 15]);
  }

  private static boolean isTriplet(String url, int i, int end) {
    return url.charAt(i) == '%'
        && i + 2 < end
        && isHex(url.charAt(i + 1))
        && isHex(url.charAt(i + 2));
  }

  private static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  private static boolean isUnreserved(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  /** Decodes percent-encoding; bytes that are not UTF-8 become U+FFFD. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean triplet =
          bytes[i] == '%'
              && i + 2 < bytes.length
              && isHex((char) (bytes[i + 1] & 0xFF))
              && isHex((char) (bytes[i + 2] & 0xFF));
      if (triplet) {
        bytes[length++] =
            (byte) (Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
