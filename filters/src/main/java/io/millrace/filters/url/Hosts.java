package io.millrace.filters.url;

import com.ibm.icu.text.IDNA;
import crawlercommons.domains.EffectiveTldFinder;
import java.util.Locale;

/** Normalises host names and recognises public suffixes. */
final class Hosts {

  private static final int MAX_LENGTH = 253;
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

  private Hosts() {}

  /** Lower-case ASCII name without {@code www.}; empty for what cannot be a host. */
  static String normalise(String host) {
    String name = host;
    if (name.startsWith("[")) {
      return ipv6(name);
    }
    if (name.length() > 4 * MAX_LENGTH) {
      return "";
    }
    if (name.indexOf('%') >= 0) {
      name = UrlPath.decode(name);
    }
    if (!isAscii(name)) {
      StringBuilder ascii = new StringBuilder();
      IDNA.Info info = new IDNA.Info();
      UTS46.nameToASCII(name, ascii, info);
      if (info.hasErrors()) {
        return "";
      }
      name = ascii.toString();
    }
    return checked(withoutWww(withoutOuterDots(name.toLowerCase(Locale.ROOT))));
  }

  /** The host with decoded punycode labels, where they are valid. */
  static String display(String host) {
    if (!host.contains("xn--")) {
      return host;
    }
    StringBuilder unicode = new StringBuilder();
    IDNA.Info info = new IDNA.Info();
    UTS46.nameToUnicode(host, unicode, info);
    return info.hasErrors() ? host : unicode.toString();
  }

  /** Whether a host is a public suffix, of ICANN or private: {@code co.uk, github.io}. */
  static boolean isPublicSuffix(String host) {
    if (host.isEmpty()) {
      return false;
    }
    EffectiveTldFinder.EffectiveTLD suffix = EffectiveTldFinder.getEffectiveTLD(host, false);
    // a suffix has no registrable part, so the finder returns no domain
    return suffix != null && EffectiveTldFinder.getAssignedDomain(host, true, false) == null;
  }

  /** Whether a host is an IP address, which has no parent domains. */
  static boolean isAddress(String host) {
    if (host.startsWith("[")) {
      return true;
    }
    int digits = host.length();
    for (int i = host.lastIndexOf('.') + 1; i < digits; i++) {
      if (host.charAt(i) < '0' || host.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String ipv6(String name) {
    if (name.length() > 48 || !name.endsWith("]")) {
      return "";
    }
    for (int i = 1; i < name.length() - 1; i++) {
      char c = name.charAt(i);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.' || c > 127) {
        return "";
      }
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private static String withoutOuterDots(String name) {
    int start = 0;
    int end = name.length();
    while (start < end && name.charAt(start) == '.') {
      start++;
    }
    while (end > start && name.charAt(end - 1) == '.') {
      end--;
    }
    return name.substring(start, end);
  }

  /** Removes {@code www.} repeatedly while a dot remains, which makes it idempotent. */
  private static String withoutWww(String name) {
    String rest = name;
    while (rest.startsWith("www.") && rest.indexOf('.', 4) > 0) {
      rest = withoutOuterDots(rest.substring(4));
    }
    return rest;
  }

  private static String checked(String name) {
    if (name.length() > MAX_LENGTH) {
      return "";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean allowed =
          c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
      if (!allowed) {
        return "";
      }
    }
    return name;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
