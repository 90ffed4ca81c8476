package io.millrace.filters.pii;

import java.nio.charset.StandardCharsets;

/**
 * Masks personal data in URLs. Path, query and fragment are decoded, and each segment and value is
 * scanned separately; a '+' is read both as itself and as a blank. Not thread-safe.
 */
final class UrlMasker {

  private static final String DELIMITERS = "/?#&;=\\";
  private static final String UNESCAPED = "-._~@:!$'()*,";
  private static final String HEX = "0123456789ABCDEF";

  private static final PiiKind[] KINDS = PiiKind.values();

  private final PiiScanner scanner;
  private final boolean users;
  private final String[] masks = new String[KINDS.length];

  UrlMasker(PiiSettings settings) {
    scanner = new PiiScanner(settings::looksFor);
    users = settings.emails();
    for (PiiKind kind : KINDS) {
      masks[kind.ordinal()] = escaped(settings.mask(kind));
    }
  }

  /** Whether a text is a URL with a host. */
  static boolean isUrl(String text) {
    int colon = text.indexOf("://");
    return colon > 0
        && text.indexOf(' ') < 0
        && text.chars().limit(colon).allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
  }

  /** Masks a URL and counts the finds by kind. */
  String mask(String url, double[] counts, int offset) {
    if (url.regionMatches(true, 0, "data:", 0, 5)) {
      return url;
    }
    int start = isUrl(url) ? url.indexOf("://") + 3 : 0;
    int path = start;
    while (start > 0 && path < url.length() && "/\\?#".indexOf(url.charAt(path)) < 0) {
      path++;
    }
    int user = url.lastIndexOf('@', path - 1);
    String host = url.substring(users && user >= start ? user + 1 : start, path);
    String rest = url.substring(path);
    String masked = rest;
    for (int pass = 0; pass < PiiMasker.MAX_PASSES; pass++) {
      String before = masked;
      masked = maskOnce(maskOnce(before, '+', counts, offset), ' ', counts, offset);
      if (masked == before) {
        break;
      }
    }
    return masked == rest && host.length() == path - start
        ? url
        : url.substring(0, start) + host + masked;
  }

  private String maskOnce(String rest, char plus, double[] counts, int offset) {
    if (plus == ' ' && rest.indexOf('+') < 0) {
      return rest; // same text as in the pass with plus signs
    }
    Unescaped text = unescaped(rest, plus);
    scanner.start(text.characters);
    StringBuilder out = null;
    int copied = 0;
    while (scanner.find()) {
      counts[offset + scanner.kind().ordinal()]++;
      out = out == null ? new StringBuilder(rest.length()) : out;
      out.append(rest, copied, text.places[scanner.start()])
          .append(masks[scanner.kind().ordinal()]);
      copied = text.places[scanner.end()];
    }
    return out == null ? rest : out.append(rest, copied, rest.length()).toString();
  }

  /**
   * @param places offset of each character in the URL, and the end of the URL
   */
  private record Unescaped(String characters, int[] places) {}

  private static Unescaped unescaped(String rest, char plus) {
    StringBuilder characters = new StringBuilder(rest.length());
    int[] places = new int[rest.length() + 1];
    int i = 0;
    while (i < rest.length()) {
      places[characters.length()] = i;
      char c = rest.charAt(i++);
      if (c == '%') {
        // escaped several times: %252540
        while (rest.startsWith("25", i) && hex(rest, i + 2) >= 0) {
          i += 2;
        }
        int value = hex(rest, i);
        if (value >= 0) {
          c = value < 128 ? (char) value : 'ÿ'; // a letter
          i += 2;
        }
      } else if (c == '+') {
        c = plus;
      }
      characters.append(DELIMITERS.indexOf(c) < 0 ? c : c == '=' ? ' ' : '\n');
    }
    places[characters.length()] = rest.length();
    return new Unescaped(characters.toString(), places);
  }

  private static int hex(String text, int at) {
    int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(text.charAt(at + 1), 16);
    return low < 0 ? -1 : high << 4 | low;
  }

  private static String escaped(String mask) {
    StringBuilder out = new StringBuilder();
    for (byte b : mask.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          b > 0 && (Characters.isAsciiLetterOrDigit((char) b) || UNESCAPED.indexOf(b) >= 0);
      if (plain) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
      }
    }
    return out.toString();
  }
}
