package io.millrace.filters.pii;

import java.util.function.Predicate;

/**
 * Finds personal data in one pass over a text. It stops only at characters that every kind must
 * have, a sign or the first digit of a number, and runs the matchers there. Each matcher reads a
 * bounded number of characters, so no text is slow. Nothing is allocated until a candidate appears.
 */
final class PiiScanner {

  private static final boolean[] TRIGGERS = new boolean[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      TRIGGERS[c] = true;
    }
    TRIGGERS['@'] = true;
    TRIGGERS['+'] = true;
    TRIGGERS['('] = true;
  }

  private final boolean emails;
  private final boolean ipv4;
  private final boolean ipv6;
  private final boolean ibans;
  private final boolean phones;
  private final PhoneNumbers phoneNumbers = new PhoneNumbers();

  private String text = "";
  private int position;
  private int floor;

  private PiiKind kind = PiiKind.EMAIL;
  private int start;
  private int end;

  PiiScanner(Predicate<PiiKind> looksFor) {
    emails = looksFor.test(PiiKind.EMAIL);
    ipv4 = looksFor.test(PiiKind.IPV4);
    ipv6 = looksFor.test(PiiKind.IPV6);
    ibans = looksFor.test(PiiKind.IBAN);
    phones = looksFor.test(PiiKind.PHONE);
  }

  void start(String newText) {
    text = newText;
    position = 0;
    floor = 0;
  }

  /** Moves to the next find; false at the end. */
  boolean find() {
    int length = text.length();
    int i = position;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= 128 || !TRIGGERS[c]) {
        i++;
      } else if (c == '@' ? findEmail(i) : findNumber(i)) {
        floor = end;
        position = end;
        return true;
      } else {
        i = Characters.isDigit(c) ? endOfDigits(i) : i + 1;
      }
    }
    position = length;
    return false;
  }

  PiiKind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  private int endOfDigits(int from) {
    int i = from;
    while (i < text.length() && Characters.isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private boolean findEmail(int sign) {
    if (!emails) {
      return false;
    }
    int from = Emails.start(text, sign, floor);
    return from < sign && found(PiiKind.EMAIL, from, Emails.end(text, sign));
  }

  private boolean findNumber(int i) {
    char c = text.charAt(i);
    if (Characters.isDigit(c)) {
      if (Characters.isAsciiLetter(Characters.before(text, i, floor))) {
        return ibans && found(PiiKind.IBAN, i - 2, Ibans.end(text, i, floor));
      }
      if (ipv4 && found(PiiKind.IPV4, i, IpAddresses.endOfV4(text, i, floor))) {
        return true;
      }
      boolean global = c == '2' || c == '3';
      if (ipv6 && global && found(PiiKind.IPV6, i, IpAddresses.endOfV6(text, i, floor))) {
        return true;
      }
    }
    return phones && found(PiiKind.PHONE, i, phoneNumbers.end(text, i, floor));
  }

  private boolean found(PiiKind newKind, int from, int to) {
    if (to < 0) {
      return false;
    }
    kind = newKind;
    start = from;
    end = to;
    return true;
  }
}
