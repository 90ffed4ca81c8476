package io.millrace.rephrase.gate.facts;

import io.millrace.rephrase.gate.text.Tokens;
import java.util.BitSet;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Web and mail addresses of a text, found in linear time. */
final class WebAddresses {

  private static final int MOST_URL = 2_000;
  private static final int MOST_LOCAL_PART = 64;
  private static final int MOST_DOMAIN = 253;

  private final SortedSet<String> found = new TreeSet<>();
  private final BitSet covered = new BitSet();

  private WebAddresses() {}

  static WebAddresses of(String text) {
    WebAddresses links = new WebAddresses();
    for (int i = 0; i < text.length(); ) {
      i = links.read(text, i);
    }
    return links;
  }

  /** The addresses in lower case, without scheme, final slash and final punctuation; sorted. */
  SortedSet<String> found() {
    return found;
  }

  /** Whether an offset is inside an address. */
  boolean covers(int offset) {
    return covered.get(offset);
  }

  private int read(String text, int at) {
    int scheme = scheme(text, at);
    if (scheme >= 0) {
      int end = at + scheme;
      while (end < text.length() && end - at < MOST_URL && isUrlPart(text.charAt(end))) {
        end++;
      }
      add(text, at, end, at + scheme);
      return Math.max(end, at + 1);
    }
    if (text.charAt(at) == '@') {
      readMail(text, at);
    }
    return at + 1;
  }

  /** Length of the scheme, which is not compared; -1 if no address starts here. */
  private static int scheme(String text, int at) {
    for (String scheme : new String[] {"https://", "http://"}) {
      if (text.regionMatches(true, at, scheme, 0, scheme.length())) {
        return scheme.length();
      }
    }
    boolean www = text.regionMatches(true, at, "www.", 0, 4);
    return www && (at == 0 || !Tokens.isWordPart(text.charAt(at - 1))) ? 0 : -1;
  }

  private void readMail(String text, int at) {
    int start = at;
    while (start > 0 && at - start < MOST_LOCAL_PART && isLocalPart(text.charAt(start - 1))) {
      start--;
    }
    int end = at + 1;
    while (end < text.length() && end - at < MOST_DOMAIN && isDomainPart(text.charAt(end))) {
      end++;
    }
    if (start < at && text.substring(at, end).indexOf('.') > 1) {
      add(text, start, end, start);
    }
  }

  private void add(String text, int start, int end, int compared) {
    int last = end;
    while (last > compared && ".,;:!?'*/".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    if (last > compared) {
      String address = text.substring(compared, last).toLowerCase(Locale.ROOT);
      found.add(address.startsWith("www.") ? address.substring(4) : address);
      covered.set(start, end);
    }
  }

  private static boolean isUrlPart(char c) {
    return c > ' ' && c < 0x2000 && "<>\"'()[]{}|`".indexOf(c) < 0 && !Character.isSpaceChar(c);
  }

  private static boolean isLocalPart(char c) {
    return isDomainPart(c) || c == '_' || c == '%' || c == '+';
  }

  private static boolean isDomainPart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '-';
  }
}
