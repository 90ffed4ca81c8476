package io.millrace.filters.pii;

import java.util.Set;

/**
 * Phone numbers as people write them on pages, in four forms: international with {@code +} or
 * {@code 00} and a country code in use; North American with a separator other than a blank;
 * national with a leading zero and separators; and any number after a word such as 'Tel' in the
 * languages of {@link #CUES}. Dates, prices, ranges and identifiers match none of them.
 */
final class PhoneNumbers {

  private static final int MAX_DIGITS = 15;
  private static final int MAX_GROUPS = 8;
  private static final int MAX_SEPARATORS = 3;

  private static final Set<String> CUES =
      Set.of(
          ("tel telefon telephone phone ph fax telefax mobile mob mobil cell handy"
                  + " tél téléphone portable telefono teléfono móvil celular cellulare"
                  + " telefone fone telemóvel telefoon gsm komórka kom faks тел телефон моб"
                  + " факс whatsapp hotline 电话 電話 电话号码 電話番号 전화번호 手机 手機 传真 전화 هاتف تلفن فون โทร"
                  + " फोन ☎ ☏ ✆")
              .split(" "));

  private final int[] groups = new int[MAX_GROUPS];
  private final StringBuilder digits = new StringBuilder(MAX_DIGITS + 4);
  private int groupCount;
  private boolean plain;
  private boolean slash;
  private boolean trunkZero;
  private int end;

  /** End of the phone number that begins here, or -1. */
  int end(String text, int start, int floor) {
    if (!mayStart(text, start, floor) || !read(text, start) || !mayEnd(text, end)) {
      return -1;
    }
    boolean international = text.charAt(start) == '+';
    boolean counts =
        international
            ? isInternational(0)
            : isNorthAmerican() || isNational() || isDialledInternational();
    if (!counts && !international && digits.length() >= 7) {
      counts = isCue(Characters.wordBefore(text, start, floor));
    }
    return counts ? end : -1;
  }

  /** In scripts without spaces the cue can be the end of a longer word. */
  private static boolean isCue(String word) {
    if (CUES.contains(word)) {
      return true;
    }
    int length = word.length();
    if (length == 0 || Characters.joins(word.charAt(length - 1))) {
      return false;
    }
    for (int tail = 2; tail <= 4 && tail < length; tail++) {
      if (CUES.contains(word.substring(length - tail))) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayStart(String text, int start, int floor) {
    char before = Characters.before(text, start, floor);
    if (Characters.joins(before) || "_#$€£¥=@%&~*+<".indexOf(before) >= 0) {
      return false;
    }
    // after digits and a separator, this is the rest of a longer number
    char earlier = Characters.before(text, start - 1, floor);
    if (Characters.isSpace(before)) {
      return !Characters.isDigit(earlier) || !Characters.isDigit(text.charAt(start));
    }
    return ".,-/:".indexOf(before) < 0 || !Characters.joins(earlier);
  }

  private static boolean mayEnd(String text, int end) {
    char next = Characters.at(text, end);
    if (Characters.joins(next) || "_@%°€$£".indexOf(next) >= 0) {
      return false;
    }
    return ",.:-/".indexOf(next) < 0
        || !Characters.isAsciiLetterOrDigit(Characters.at(text, end + 1));
  }

  /** Reads groups of digits; false when there are too many groups or digits. */
  private boolean read(String text, int start) {
    digits.setLength(0);
    groupCount = 0;
    plain = true;
    slash = false;
    trunkZero = false;
    int place = text.charAt(start) == '+' ? start + 1 : start;
    while (true) {
      int next = endOfSeparators(text, place);
      char c = Characters.at(text, next);
      boolean another = next - place >= 2 && digits.length() >= 9;
      if (!Characters.isDigit(c) || another || next - place > MAX_SEPARATORS) {
        return groupCount > 0;
      }
      if (c == '0' && isBracketed(text, next) && groupCount > 0) {
        trunkZero = true;
        place = next + 1;
        continue;
      }
      slash |= groupCount > 0 && hasSlash(text, place, next);
      plain &= onlyBlanks(text, place, next) || groupCount == 0 && next == place;
      place = readGroup(text, next);
      if (place < 0) {
        return false;
      }
    }
  }

  private int readGroup(String text, int from) {
    int place = from;
    while (Characters.isDigit(Characters.at(text, place))) {
      if (digits.length() == MAX_DIGITS + 2) {
        return -1;
      }
      digits.append(text.charAt(place));
      place++;
    }
    if (groupCount == MAX_GROUPS) {
      return -1;
    }
    groups[groupCount++] = place - from;
    end = place;
    return place;
  }

  /** End of blanks and brackets with at most one hyphen, full stop or slash among them. */
  private static int endOfSeparators(String text, int from) {
    int place = from;
    boolean mark = false;
    while (place - from <= MAX_SEPARATORS) {
      char c = Characters.at(text, place);
      boolean isMark =
          c == '-' || c == '.' || c == '/' || c == '\u2010' || c == '\u2011' || c == '–';
      if (isMark && mark || !isMark && !Characters.isSpace(c) && c != '(' && c != ')') {
        break;
      }
      mark |= isMark;
      place++;
    }
    return place;
  }

  private static boolean onlyBlanks(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Characters.isSpace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasSlash(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '/') {
        return true;
      }
    }
    return false;
  }

  private static boolean isBracketed(String text, int place) {
    return place > 0 && text.charAt(place - 1) == '(' && Characters.at(text, place + 1) == ')';
  }

  private boolean isInternational(int from) {
    int length = digits.length() - from;
    return length >= 8 && length <= MAX_DIGITS && CountryCodes.accepts(digits, from);
  }

  /** {@code 0049 30 ...}. Without a separator it may be an identifier padded with zeros. */
  private boolean isDialledInternational() {
    return groupCount > 1
        && digits.length() >= 10
        && digits.charAt(0) == '0'
        && digits.charAt(1) == '0'
        && digits.charAt(2) != '0'
        && isInternational(2);
  }

  /** {@code (212) 555-0123}, also after a 1. With slashes it is a list. */
  private boolean isNorthAmerican() {
    int first = groupCount == 4 && groups[0] == 1 && digits.charAt(0) == '1' ? 1 : 0;
    return !plain
        && !slash
        && groupCount - first == 3
        && groups[first] == 3
        && groups[first + 1] == 3
        && groups[first + 2] == 4
        && digits.charAt(first) >= '2'
        && digits.charAt(first + 3) >= '2';
  }

  /** {@code 030 1234567, 0171/1234567, 06 12 34 56 78}. */
  private boolean isNational() {
    int length = digits.length();
    if (length < 9 || length > 12 || trunkZero || groupCount < 2 || groupCount > 6) {
      return false;
    }
    if (digits.charAt(0) != '0' || digits.charAt(1) == '0' || groups[0] < 2 || groups[0] > 6) {
      return false;
    }
    return !isDate() && !isList();
  }

  private boolean isDate() {
    return groupCount >= 3 && groups[0] == 2 && groups[1] == 2 && groups[2] == 4;
  }

  /**
   * Groups of equal length are a list. Exceptions: five pairs, as in France, not all of which begin
   * with a zero; longer groups of which at most one begins with a zero.
   */
  private boolean isList() {
    int zeros = 0;
    int place = 0;
    for (int i = 0; i < groupCount; i++) {
      if (groups[i] != groups[0]) {
        return false;
      }
      zeros += digits.charAt(place) == '0' ? 1 : 0;
      place += groups[i];
    }
    return groups[0] == 2 ? zeros == groupCount || groupCount != 5 : zeros > 1;
  }
}
