package io.millrace.shards.verdict;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.IDN;
import java.util.Locale;

/**
 * The host of a URL and its registered domain.
 *
 * @param name lower-case ASCII, without user, port and final dot; IPv6 in brackets; null when the
 *     URL has no host
 * @param registeredDomain public suffix of the ICANN part of Mozilla's list plus one label; null
 *     when there is none, as for an IP address
 */
record UrlHost(String name, String registeredDomain) {

  private static final int MAX_LENGTH = 253;
  private static final UrlHost NONE = new UrlHost(null, null);

  static UrlHost of(String url) {
    int start = url.indexOf("://");
    if (start <= 0) {
      return NONE;
    }
    start += 3;
    int end = start;
    while (end < url.length() && "/\\?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    start = Math.max(start, url.lastIndexOf('@', end - 1) + 1);
    String name = withoutPort(url.substring(start, end)).toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      return name.endsWith("]") && isMadeOf(name, "0123456789abcdef:.[]")
          ? new UrlHost(name, null)
          : NONE;
    }
    name = ascii(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    if (name.isEmpty()) {
      return NONE;
    }
    boolean number = isMadeOf(name.substring(name.lastIndexOf('.') + 1), "0123456789");
    return new UrlHost(
        name, number ? null : EffectiveTldFinder.getAssignedDomain(name, true, true));
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port = colon >= 0 && isMadeOf(authority.substring(colon + 1), "0123456789");
    return port ? authority.substring(0, colon) : authority;
  }

  /** The name in ASCII, or "" when it is not a valid host name. */
  private static String ascii(String name) {
    String ascii = name;
    if (name.length() <= MAX_LENGTH && name.chars().anyMatch(c -> c > 127)) {
      try {
        ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        return ""; // the JDK throws either exception
      }
    }
    return ascii.length() <= MAX_LENGTH
            && isMadeOf(ascii, "abcdefghijklmnopqrstuvwxyz0123456789-_.")
        ? ascii
        : "";
  }

  private static boolean isMadeOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
