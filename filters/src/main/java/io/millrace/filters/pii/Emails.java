package io.millrace.filters.pii;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Locale;

/**
 * E-mail addresses: a local part of Latin, Greek or Cyrillic letters, digits and {@code ._%+-}, and
 * a domain under a public suffix. That rules out {@code image@2x.png} and {@code lodash@4.17.1}.
 * Neither part has letters of scripts without spaces, which would join the address with the text
 * around it.
 */
final class Emails {

  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 253;

  /** Most words cut off that follow without a space: {@code a@b.org.Then}. */
  private static final int MAX_BACK_OFF = 3;

  private Emails() {}

  /** Start of the local part before the @ sign; the place of the sign when there is none. */
  static int start(String text, int sign, int floor) {
    int lowest = Math.max(floor, sign - MAX_LOCAL - 1);
    int start = sign;
    while (start > lowest && isLocal(text.charAt(start - 1))) {
      start--;
      if (text.charAt(start) == '.' && text.charAt(start + 1) == '.') {
        start += 2;
        break;
      }
    }
    if (sign - start > MAX_LOCAL || sign > floor && text.charAt(sign - 1) == '.') {
      return sign;
    }
    while (start < sign && !isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    return start;
  }

  /** End of the domain after the @ sign, or -1. */
  static int end(String text, int sign) {
    int limit = Math.min(text.length(), sign + MAX_DOMAIN + 2);
    int end = sign + 1;
    int dots = 0;
    while (end < limit && isDomain(text.charAt(end))) {
      dots += text.charAt(end) == '.' ? 1 : 0;
      end++;
    }
    if (dots == 0 || end - sign - 1 > MAX_DOMAIN) {
      return -1;
    }
    for (int attempt = 0; attempt <= MAX_BACK_OFF; attempt++) {
      while (end > sign + 1 && !isLetterOrDigit(text.charAt(end - 1))) {
        end--;
      }
      if (isMailDomain(text.substring(sign + 1, end))) {
        return end;
      }
      int dot = text.lastIndexOf('.', end - 1);
      if (dot <= sign) {
        return -1;
      }
      end = dot;
    }
    return -1;
  }

  private static boolean isMailDomain(String text) {
    String domain = text.toLowerCase(Locale.ROOT);
    int dot = domain.lastIndexOf('.');
    if (dot <= 0 || domain.length() - dot < 3 || domain.contains("..")) {
      return false;
    }
    if (domain.startsWith("-") || domain.startsWith(".") || isReserved(domain)) {
      return false;
    }
    return EffectiveTldFinder.getAssignedDomain(domain, true, true) != null;
  }

  /** RFC 2606 reserves these for examples; other tools use them as masks. */
  private static boolean isReserved(String domain) {
    return domain.endsWith("example.com")
        || domain.endsWith("example.org")
        || domain.endsWith("example.net");
  }

  private static boolean isLocal(char c) {
    return isLetterOrDigit(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
  }

  private static boolean isDomain(char c) {
    return isLetterOrDigit(c) || c == '.' || c == '-';
  }

  private static boolean isLetterOrDigit(char c) {
    return c < 128 ? Characters.isAsciiLetterOrDigit(c) : c < 0x530 && Character.isLetterOrDigit(c);
  }
}
