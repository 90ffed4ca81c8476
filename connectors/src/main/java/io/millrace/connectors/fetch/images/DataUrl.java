package io.millrace.connectors.fetch.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.corpus.DropReason;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeMap;

/** Images inside a {@code data:} address (RFC 2397). */
final class DataUrl {

  private DataUrl() {}

  static boolean is(String url) {
    return url.regionMatches(true, 0, "data:", 0, 5);
  }

  /**
   * @param maxBytes maximum bytes of the image
   */
  static FetchResult read(String url, int maxBytes) {
    int comma = url.indexOf(',');
    if (comma < 0) {
      return failed(DropReason.BAD_URL, "a data: address without data");
    }
    // a byte takes at most three characters, so a longer address need not be decoded
    if (url.length() - comma > 4L * maxBytes + 16) {
      return failed(DropReason.IMAGE_TOO_LARGE, "more than " + maxBytes + " bytes in its address");
    }
    String head = url.substring(5, comma);
    boolean base64 = head.toLowerCase(Locale.ROOT).replace(" ", "").endsWith(";base64");
    byte[] body = unescaped(url, comma + 1);
    if (base64) {
      try {
        String digits = new String(body, ISO_8859_1).replaceAll("[\\s=]", "");
        body = Base64.getDecoder().decode(digits.replace('-', '+').replace('_', '/'));
      } catch (IllegalArgumentException e) {
        return failed(DropReason.BAD_URL, "its base64 is broken");
      }
    }
    if (body.length > maxBytes) {
      return failed(DropReason.IMAGE_TOO_LARGE, body.length + " bytes, the limit is " + maxBytes);
    }
    if (body.length == 0) {
      return failed(DropReason.EMPTY_BODY, "a data: address without data");
    }
    String type = base64 ? head.substring(0, head.lastIndexOf(';')) : head;
    return new FetchResult.Fetched(
        body, url.substring(0, comma), type.strip(), new TreeMap<>(), 0, 0, Duration.ZERO);
  }

  private static byte[] unescaped(String url, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(url.length() - from);
    for (int i = from; i < url.length(); i++) {
      char c = url.charAt(i);
      int high = i + 2 < url.length() ? Character.digit(url.charAt(i + 1), 16) : -1;
      int low = i + 2 < url.length() ? Character.digit(url.charAt(i + 2), 16) : -1;
      if (c == '%' && high >= 0 && low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(c < 0x100 ? c : '?');
      }
    }
    return out.toByteArray();
  }

  private static FetchResult failed(DropReason reason, String detail) {
    return new FetchResult.Failed(reason, detail, 0, 0);
  }
}
