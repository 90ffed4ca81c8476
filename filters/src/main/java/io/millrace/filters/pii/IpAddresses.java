package io.millrace.filters.pii;

import java.util.Set;

/**
 * IPv4 and IPv6 addresses that are routed on the public internet. Private, reserved, multicast and
 * documentation ranges identify nobody and are ignored.
 */
final class IpAddresses {

  private static final Set<String> VERSION_WORDS =
      Set.of(
          ("v ver vers version versions versión versão versione versie wersja sürüm"
                  + " версия 版本 バージョン release rel build firmware section sec chapter kapitel"
                  + " abschnitt article clause rev")
              .split(" "));

  private IpAddresses() {}

  /**
   * End of the IPv4 address that begins here, or -1. Four numbers of one digit are more often
   * section numbers or versions, so they do not count; nor does a number after a word such as
   * 'version'.
   */
  static int endOfV4(String text, int start, int floor) {
    if (!isStartOfV4(text, start, floor)) {
      return -1;
    }
    long address = 0;
    int place = start;
    for (int part = 0; part < 4; part++) {
      if (part > 0) {
        if (Characters.at(text, place) != '.') {
          return -1;
        }
        place++;
      }
      int from = place;
      int value = 0;
      while (place - from < 3 && Characters.isDigit(Characters.at(text, place))) {
        value = value * 10 + text.charAt(place) - '0';
        place++;
      }
      boolean leadingZero = place - from > 1 && text.charAt(from) == '0';
      if (place == from || value > 255 || leadingZero) {
        return -1;
      }
      address = address << 8 | value;
    }
    boolean counts = place - start > 7 && isEndOfV4(text, place) && isPublicV4(address);
    return counts && !VERSION_WORDS.contains(Characters.wordBefore(text, start, floor))
        ? place
        : -1;
  }

  private static boolean isStartOfV4(String text, int start, int floor) {
    char before = Characters.before(text, start, floor);
    if (Characters.joins(before) || "._-@#".indexOf(before) >= 0) {
      return false;
    }
    // after a word and a slash comes the version of a product: Chrome/90.0.44.93
    return before != '/' || !Characters.joins(Characters.before(text, start - 1, floor));
  }

  private static boolean isEndOfV4(String text, int end) {
    char next = Characters.at(text, end);
    if (Characters.joins(next) || next == '_' || next == '@') {
      return false;
    }
    char afterNext = Characters.at(text, end + 1);
    return next != '.' && next != '-' || !Characters.isAsciiLetterOrDigit(afterNext);
  }

  /** Ranges of the IANA special-purpose registry, RFC 6890, and multicast and reserved space. */
  static boolean isPublicV4(long address) {
    int a = (int) (address >> 24);
    int b = (int) (address >> 16) & 255;
    int c = (int) (address >> 8) & 255;
    boolean special =
        a == 0
            || a == 10
            || a == 127
            || a >= 224
            || a == 100 && b >= 64 && b < 128
            || a == 169 && b == 254
            || a == 172 && b >= 16 && b < 32
            || a == 192 && b == 168
            || a == 192 && b == 0 && (c == 0 || c == 2)
            || a == 192 && b == 88 && c == 99
            || a == 198 && (b == 18 || b == 19)
            || a == 198 && b == 51 && c == 100
            || a == 203 && b == 0 && c == 113;
    return !special;
  }

  /**
   * End of the global unicast IPv6 address (2000::/3) that begins here, or -1. It has eight groups,
   * or at least three and a double colon.
   */
  static int endOfV6(String text, int start, int floor) {
    char before = Characters.before(text, start, floor);
    if (Characters.joins(before) || "._-:@#".indexOf(before) >= 0) {
      return -1;
    }
    int place = start;
    int groups = 0;
    boolean gap = false;
    int end = -1;
    while (groups < 8) {
      int groupEnd = endOfGroup(text, place);
      if (groupEnd < 0 || groups == 0 && groupEnd - place != 4) {
        break;
      }
      groups++;
      end = groupEnd;
      place = groupEnd;
      if (Characters.at(text, place) != ':') {
        break;
      }
      if (!gap && Characters.at(text, place + 1) == ':') {
        gap = true;
        place++;
        end = place + 1;
      }
      place++;
    }
    boolean whole = gap ? groups >= 3 && groups < 8 : groups == 8;
    return whole && !isDocumentation(text, start) && isEndOfV6(text, end) ? end : -1;
  }

  private static int endOfGroup(String text, int start) {
    int place = start;
    while (place - start < 5 && isHex(Characters.at(text, place))) {
      place++;
    }
    return place == start || place - start > 4 ? -1 : place;
  }

  /** RFC 3849 and RFC 9637: 2001:db8::/32 and 3fff::/20. */
  private static boolean isDocumentation(String text, int start) {
    return text.regionMatches(true, start, "2001:db8:", 0, 9)
        || text.regionMatches(true, start, "2001:0db8:", 0, 10)
        || text.regionMatches(true, start, "3fff:", 0, 5);
  }

  private static boolean isEndOfV6(String text, int end) {
    char next = Characters.at(text, end);
    return !Characters.joins(next)
        && next != '_'
        && next != '@'
        && (next != ':' || !Characters.isAsciiLetterOrDigit(Characters.at(text, end + 1)));
  }

  private static boolean isHex(char c) {
    return Characters.isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }
}
