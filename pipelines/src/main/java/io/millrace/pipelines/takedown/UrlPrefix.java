package io.millrace.pipelines.takedown;

import java.util.Locale;

/**
 * A prefix of addresses. Case is ignored in scheme and host only; a prefix without {@code ://}
 * matches any scheme. A prefix that ends with its host matches only that host: {@code
 * https://example.org} does not match {@code https://example.organic/}.
 */
final class UrlPrefix {

  private static final String SCHEME_END = "://";

  private final String given;
  private final String prefix;
  private final boolean anyScheme;
  private final boolean wholeHost;

  /**
   * @throws IllegalArgumentException when the prefix has no host
   */
  UrlPrefix(String given) {
    this.given = given;
    this.anyScheme = !given.contains(SCHEME_END);
    this.prefix = lowerHost(given, anyScheme ? 0 : afterScheme(given));
    int host = anyScheme ? 0 : afterScheme(prefix);
    if (hostEnd(prefix, host) == host) {
      throw new IllegalArgumentException("'" + given + "' names no host");
    }
    this.wholeHost = hostEnd(prefix, host) == prefix.length();
  }

  String given() {
    return given;
  }

  boolean fits(String url) {
    int host = afterScheme(url);
    String folded = lowerHost(url, host);
    String compared = anyScheme ? folded.substring(host) : folded;
    if (!compared.startsWith(prefix)) {
      return false;
    }
    return !wholeHost
        || compared.length() == prefix.length()
        || "/:?#".indexOf(compared.charAt(prefix.length())) >= 0;
  }

  private static int afterScheme(String url) {
    int scheme = url.indexOf(SCHEME_END);
    return scheme < 0 ? 0 : scheme + SCHEME_END.length();
  }

  private static int hostEnd(String url, int host) {
    int end = host;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String lowerHost(String url, int host) {
    int end = hostEnd(url, host);
    return url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
  }
}
