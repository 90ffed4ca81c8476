package io.millrace.filters.pii;

/** International bank account numbers, ISO 13616: length by country, checksum by ISO 7064. */
final class Ibans {

  private static final String COUNTRIES =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
          + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21"
          + " HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27"
          + " MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24"
          + " RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22"
          + " VG24 XK20 YE30";

  private static final byte[] LENGTHS = lengths();

  private Ibans() {}

  /**
   * End of the IBAN whose check digits are here, or -1; the IBAN begins two characters earlier. A
   * blank or hyphen may separate groups of four.
   */
  static int end(String text, int digits, int floor) {
    int start = digits - 2;
    if (start < floor || Characters.joins(Characters.before(text, start, floor))) {
      return -1;
    }
    int length = length(text.charAt(start), text.charAt(start + 1));
    if (length == 0) {
      return -1;
    }
    int remainder = 0;
    int place = start + 2;
    int head = head(text, start);
    if (head < 0) {
      return -1;
    }
    place += 2;
    for (int taken = 4; taken < length; taken++) {
      char c = Characters.at(text, place);
      if (taken % 4 == 0 && (Characters.isSpace(c) || c == '-')) {
        place++;
        c = Characters.at(text, place);
      }
      if (!Characters.isAsciiLetterOrDigit(c)) {
        return -1;
      }
      remainder = append(remainder, c);
      place++;
    }
    boolean ends = !Characters.joins(Characters.at(text, place));
    return ends && (remainder * 1_000_000L + head) % 97 == 1 ? place : -1;
  }

  /** Country and check digits as the number that goes to the end, or -1 without check digits. */
  private static int head(String text, int start) {
    char first = Characters.at(text, start + 2);
    char second = Characters.at(text, start + 3);
    if (!Characters.isDigit(first) || !Characters.isDigit(second)) {
      return -1;
    }
    int country = value(text.charAt(start)) * 100 + value(text.charAt(start + 1));
    return country * 100 + (first - '0') * 10 + second - '0';
  }

  private static int append(int remainder, char c) {
    int value = value(c);
    return (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }

  private static int value(char c) {
    return Characters.isDigit(c) ? c - '0' : (c | 32) - 'a' + 10;
  }

  static int length(char first, char second) {
    boolean letters = Characters.isAsciiLetter(first) && Characters.isAsciiLetter(second);
    return letters ? LENGTHS[index(first, second)] : 0;
  }

  private static int index(char first, char second) {
    return ((first | 32) - 'a') * 26 + (second | 32) - 'a';
  }

  private static byte[] lengths() {
    byte[] lengths = new byte[26 * 26];
    for (String entry : COUNTRIES.split(" ")) {
      lengths[index(entry.charAt(0), entry.charAt(1))] = Byte.parseByte(entry.substring(2));
    }
    return lengths;
  }
}
