package io.millrace.filters.url;

/**
 * A normalised URL, as block lists compare it: host and path without scheme, user, port, {@code
 * www.}, fragment or trailing slash. ASCII letters are lower case, an internationalised host is in
 * punycode, unreserved characters are decoded, characters not allowed in a URL are percent-encoded,
 * dot segments are resolved and repeated slashes joined. Normalising is idempotent. A URL without a
 * valid host becomes an empty string.
 */
public final class NormalUrl {

  /** Longest normal form, in characters; the rest of a longer URL is ignored. */
  public static final int MAX_LENGTH = 2048;

  private static final int MAX_INPUT = 32 * MAX_LENGTH;
  private static final NormalUrl NONE = new NormalUrl("", 0);

  private final String text;
  private final int hostLength;

  private NormalUrl(String text, int hostLength) {
    this.text = text;
    this.hostLength = hostLength;
  }

  /** Normalises any text; the result is empty when it is not a URL. */
  public static NormalUrl of(String url) {
    String input = url.length() > MAX_INPUT ? url.substring(0, MAX_INPUT) : url;
    input = withoutSpace(input).replace('\\', '/');
    int start = afterScheme(input);
    int end = endOfAuthority(input, start);
    String host = Hosts.normalise(withoutUserAndPort(input.substring(start, end)));
    if (host.isEmpty()) {
      return NONE;
    }
    StringBuilder out = new StringBuilder(Math.min(MAX_LENGTH, input.length() + 16));
    out.append(host);
    UrlPath.append(input, end, out);
    return new NormalUrl(out.toString(), host.length());
  }

  /** Host in ASCII, may be empty. */
  public String host() {
    return text.substring(0, hostLength);
  }

  int hostLength() {
    return hostLength;
  }

  /** Host, path and query. */
  @Override
  public String toString() {
    return text;
  }

  /** Trims and removes all tabs and line breaks, as browsers do. */
  private static String withoutSpace(String url) {
    String trimmed = url.strip();
    for (int i = 0; i < trimmed.length(); i++) {
      if (isBreak(trimmed.charAt(i))) {
        StringBuilder kept = new StringBuilder(trimmed.length());
        for (int j = 0; j < trimmed.length(); j++) {
          if (!isBreak(trimmed.charAt(j))) {
            kept.append(trimmed.charAt(j));
          }
        }
        return kept.toString();
      }
    }
    return trimmed;
  }

  private static boolean isBreak(char c) {
    return c == '\t' || c == '\n' || c == '\r';
  }

  /** Index after {@code scheme://} or {@code //}; 0 without them. */
  private static int afterScheme(String url) {
    int i = 0;
    while (i < url.length() && isSchemeCharacter(url.charAt(i))) {
      i++;
    }
    if (i > 0 && url.startsWith("://", i)) {
      return i + 3;
    }
    return url.startsWith("//") ? 2 : 0;
  }

  private static boolean isSchemeCharacter(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '-'
        || c == '.';
  }

  private static int endOfAuthority(String url, int start) {
    int i = start;
    while (i < url.length() && "/?#".indexOf(url.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private static String withoutUserAndPort(String authority) {
    String rest = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = rest.lastIndexOf(':');
    if (colon < 0 || rest.indexOf(']', colon) >= 0) {
      return rest;
    }
    for (int i = colon + 1; i < rest.length(); i++) {
      if (rest.charAt(i) < '0' || rest.charAt(i) > '9') {
        return rest;
      }
    }
    return rest.substring(0, colon);
  }
}
