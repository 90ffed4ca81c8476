package io.millrace.rephrase.gate.facts;

import io.millrace.rephrase.gate.text.Tokens;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Numbers in digits of any script, in a normal form: no grouping, a decimal point, no leading
 * zeros, no zeros at the end of decimals. {@code 1,234.5}, {@code 1.234,5} and {@code 1 234,5} are
 * equal. A single separator before exactly three digits counts as grouping. Parts of dates, times
 * and versions are separate numbers.
 */
final class Numbers {

  private static final int MOST_RUNS = 12;
  private static final int MOST_UNIT = 5;

  private static final Map<String, String> UNITS = Units.bySymbol();

  private final String text;
  private final WebAddresses links;
  private final SortedMap<String, SortedSet<String>> found = new TreeMap<>();

  /** Runs of digits between single separators, from the start of the current number. */
  private final int[] starts = new int[MOST_RUNS];

  private final int[] ends = new int[MOST_RUNS];
  private int runs;

  private final SortedMap<Integer, String> byEnd = new TreeMap<>();

  private Numbers(String text, WebAddresses links) {
    this.text = text;
    this.links = links;
  }

  /** Numbers of a text, without those in addresses and those of list items. */
  static Numbers of(String text, WebAddresses links) {
    Numbers numbers = new Numbers(text, links);
    numbers.scan();
    return numbers;
  }

  /** Each number with the symbols of its units. */
  SortedMap<String, SortedSet<String>> found() {
    return Collections.unmodifiableSortedMap(found);
  }

  /** Each number by the offset after its last digit. */
  SortedMap<Integer, String> byEnd() {
    return Collections.unmodifiableSortedMap(byEnd);
  }

  private void scan() {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (!isDigit(c) || links.covers(i)) {
        i += Character.charCount(c);
      } else if (i > 0 && isWordButNoDigit(text.codePointBefore(i))) {
        i = digitsEnd(i); // H2O, MP3
      } else {
        i = readNumber(i);
      }
    }
  }

  private int readNumber(int at) {
    collectRuns(at);
    int groups = groups();
    boolean decimals = groups + 1 < runs && isDecimalPoint(groups);
    int last = groups;
    if (groups == 0 && !decimals) {
      if (numbersList(at, ends[0])) {
        return ends[0];
      }
      last = chain();
      for (int run = 0; run <= last; run++) {
        add(run, run, false);
      }
    } else {
      add(0, last, decimals);
    }
    return ends[decimals ? last + 1 : last];
  }

  /** Adds the number of some runs, with the next run as decimals. */
  private void add(int first, int last, boolean decimals) {
    StringBuilder value = new StringBuilder();
    for (int run = first; run <= last; run++) {
      appendDigits(value, starts[run], ends[run]);
    }
    int zeros = 0;
    while (zeros < value.length() - 1 && value.charAt(zeros) == '0') {
      zeros++;
    }
    value.delete(0, zeros);
    if (decimals) {
      value.append('.');
      appendDigits(value, starts[last + 1], ends[last + 1]);
      int length = value.length();
      while (value.charAt(length - 1) == '0') {
        length--;
      }
      value.setLength(value.charAt(length - 1) == '.' ? length - 1 : length);
    }
    int end = ends[decimals ? last + 1 : last];
    byEnd.put(end, value.toString());
    addUnit(found.computeIfAbsent(value.toString(), v -> new TreeSet<>()), starts[first], end);
  }

  /**
   * Index of the last of three or more runs with the same separator, as in dates and versions; else
   * 0.
   */
  private int chain() {
    int last = 0;
    while (last + 1 < runs && text.charAt(ends[last]) == text.charAt(ends[0])) {
      last++;
    }
    return last > 1 ? last : 0;
  }

  private void collectRuns(int at) {
    runs = 0;
    int i = at;
    while (runs < MOST_RUNS) {
      starts[runs] = i;
      i = digitsEnd(i);
      ends[runs++] = i;
      boolean more =
          i + 1 < text.length() && isSeparator(text.charAt(i)) && isDigit(text.codePointAt(i + 1));
      if (!more) {
        return;
      }
      i++;
    }
  }

  /** Number of runs after the first that are groups of thousands. */
  private int groups() {
    if (runs < 2 || length(0) > 3 || length(0) == 1 && digit(starts[0]) == 0) {
      return 0;
    }
    char separator = text.charAt(ends[0]);
    int last = 0;
    while (last + 1 < runs
        && text.charAt(ends[last]) == separator
        && isGroup(last + 1, separator)) {
      last++;
    }
    boolean goesOn = last + 1 < runs && text.charAt(ends[last]) == separator;
    boolean wholeEnd = last > 0 && length(last) == 3 && separator != '\u066B';
    return wholeEnd && !goesOn ? last : 0;
  }

  private boolean isGroup(int run, char separator) {
    boolean indian = separator == ',' && length(run) == 2 && run + 1 < runs;
    return length(run) == 3 || indian;
  }

  private boolean isDecimalPoint(int last) {
    char point = text.charAt(ends[last]);
    boolean isPoint = point == '.' || point == ',' || point == '\u066B';
    boolean other = last == 0 || point != text.charAt(ends[0]);
    boolean another = last + 2 < runs && text.charAt(ends[last + 1]) == point;
    return isPoint && other && !another;
  }

  /**
   * Whether the number is that of a list item: at the start of a line, before a point or bracket.
   */
  private boolean numbersList(int at, int end) {
    if (end - at > 2 || end + 1 >= text.length()) {
      return false;
    }
    char mark = text.charAt(end);
    if (mark != '.' && mark != ')' || !Character.isWhitespace(text.charAt(end + 1))) {
      return false;
    }
    int before = at - 1;
    while (before >= 0 && at - before < 8 && " \t*#(-".indexOf(text.charAt(before)) >= 0) {
      before--;
    }
    return before < 0 || text.charAt(before) == '\n';
  }

  private void addUnit(SortedSet<String> units, int start, int end) {
    int from = end;
    if (from < text.length() && Character.isSpaceChar(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < text.length() && to - from <= MOST_UNIT && isUnitPart(text.charAt(to))) {
      to++;
    }
    String after = UNITS.get(text.substring(from, to));
    if (after != null) {
      units.add(after);
    }
    int before = start - 1;
    if (before > 0 && Character.isSpaceChar(text.charAt(before))) {
      before--;
    }
    if (before >= 0 && Character.getType(text.charAt(before)) == Character.CURRENCY_SYMBOL) {
      String currency = text.substring(before, before + 1);
      units.add(UNITS.getOrDefault(currency, currency));
    }
  }

  private void appendDigits(StringBuilder out, int from, int to) {
    for (int i = from; i < to; ) {
      out.append((char) ('0' + digit(i)));
      i += Character.charCount(text.codePointAt(i));
    }
  }

  private int digitsEnd(int at) {
    int i = at;
    while (i < text.length() && isDigit(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  /** Digits of a run, at most four: longer runs are not groups. */
  private int length(int run) {
    return Math.min(4, text.codePointCount(starts[run], ends[run]));
  }

  private int digit(int at) {
    return Character.digit(text.codePointAt(at), 10);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9'
        || c > 127 && Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
  }

  private static boolean isWordButNoDigit(int c) {
    return Tokens.isWordPart(c) && !Tokens.isUnspaced(c) && !isDigit(c);
  }

  private static boolean isSeparator(char c) {
    return switch (c) {
      case '.', ',', '\'', '\u2019', ' ', '\u00A0', '\u202F', '\u2009', '\u066B', '\u066C' -> true;
      default -> false;
    };
  }

  private static boolean isUnitPart(char c) {
    return Character.isLetter(c)
        || c == '%'
        || c == '\u2030'
        || c == '/'
        || c == '\u00B0'
        || c == '\u00B2'
        || c == '\u00B3'
        || Character.getType(c) == Character.CURRENCY_SYMBOL;
  }
}
