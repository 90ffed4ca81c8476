package io.millrace.extract;

import java.util.Arrays;

/**
 * Takes out of a page's markup what makes a parser slow, and leaves everything else alone. jsoup
 * appends to a tag name chunk by chunk, compares all attributes of a tag with each other, and
 * compares and copies those of formatting elements ({@code a}, {@code b}, {@code font}, ...) again
 * and again. So names and attributes of one tag are bounded here, by a {@code >} that ends the tag.
 *
 * <p>What is a tag and what is script, comment or foreign content only the tree builder knows.
 * Nothing is assumed of it: every {@code <} before a letter may start a tag, and how a tag goes on
 * does not depend on what was before it. A page cannot hide a tag from this, and what is bounded in
 * a script by mistake is one character more in text that nobody parses.
 */
final class HtmlGuard {

  /** Characters; the longest on 2,022 real pages has fewer than 100. */
  static final int MAX_TAG_NAME = 8_192;

  /** Of 2,022 real pages three have a tag with more; none has a formatting element with over 31. */
  static final int MAX_ATTRIBUTES = 48;

  /**
   * Tags with more attributes that a page may have, and more for each of its characters: what stays
   * below costs less than the rest of the parse. Fragments of script count too, if they look so.
   */
  private static final int FREE_LARGE_TAGS = 64;

  private static final int CHARACTERS_PER_LARGE_TAG = 4_096;

  /** Steps for a character of the page; a real page takes less than one. */
  private static final int WORK_PER_CHARACTER = 24;

  private static final int FREE_WORK = 1 << 20;

  /** Elements that the tree builder closes and opens again around others (HTML, 13.2.4.3). */
  private static final String[] FORMATTING_ELEMENTS = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"
  };

  private final String text;
  private final int maxTags;
  private int end;
  private int tags;

  /** Where tags must end. */
  private int[] stops = new int[16];

  private int stopCount;

  /** Where large tags must end if there are too many of them. */
  private int[] largeStops = new int[16];

  private int largeCount;

  private int nameEnd;
  private long work;
  private final long maxWork;
  private boolean noMoreSingleQuotes;
  private boolean noMoreDoubleQuotes;

  private HtmlGuard(String text, int maxTags, int maxCharacters) {
    this.text = text;
    this.maxTags = maxTags;
    end = Math.min(text.length(), maxCharacters);
    maxWork = (long) WORK_PER_CHARACTER * end + FREE_WORK;
  }

  /**
   * Looks a page over, in time linear in its length.
   *
   * @param maxTags most tags, opening and closing, before the markup is cut
   * @param maxCharacters most characters (UTF-16) before the markup is cut
   */
  static HtmlGuard of(String text, int maxTags, int maxCharacters) {
    HtmlGuard guard = new HtmlGuard(text, maxTags, maxCharacters);
    guard.survey();
    return guard;
  }

  /** Number of {@code <} in the markup: at least the number of tags. */
  int tags() {
    return tags;
  }

  /** The markup as it is safe to parse: the same string when there is nothing to bound. */
  String markup() {
    long freeTags = FREE_LARGE_TAGS + (long) end / CHARACTERS_PER_LARGE_TAG;
    if (largeCount > freeTags) {
      stops = Arrays.copyOf(stops, stopCount + largeCount);
      System.arraycopy(largeStops, 0, stops, stopCount, largeCount);
      stopCount += largeCount;
      largeCount = 0;
    }
    if (stopCount == 0) {
      return end == text.length() ? text : text.substring(0, end);
    }
    Arrays.sort(stops, 0, stopCount);
    StringBuilder bounded = new StringBuilder(end + stopCount);
    int from = 0;
    for (int i = 0; i < stopCount && stops[i] < end; i++) {
      if (i == 0 || stops[i] != stops[i - 1]) {
        bounded.append(text, from, stops[i]).append('>');
        from = stops[i];
      }
    }
    return bounded.append(text, from, end).toString();
  }

  private void survey() {
    int at = text.indexOf('<');
    while (at >= 0 && at < end) {
      if (tags == maxTags) {
        end = at;
        return;
      }
      tags++;
      int name = at + 1;
      boolean closing = name < end && text.charAt(name) == '/';
      if (closing) {
        name++;
      }
      if (name < end && isLetter(text.charAt(name))) {
        lookAt(name, closing);
      }
      at = text.indexOf('<', at + 1);
    }
  }

  private void lookAt(int name, boolean closing) {
    if (name >= nameEnd) {
      nameEnd = endOfName(name);
      for (int i = name + MAX_TAG_NAME; i < nameEnd; i += MAX_TAG_NAME) {
        stop(i);
      }
    }
    if (closing || nameEnd >= end || text.charAt(nameEnd) == '>') {
      return;
    }
    int tooMany = work > maxWork ? nameEnd : endOfAttributes();
    if (tooMany >= 0) {
      if (work > maxWork || isFormatting(name)) {
        stop(tooMany);
      } else {
        if (largeCount == largeStops.length) {
          largeStops = Arrays.copyOf(largeStops, 2 * largeCount);
        }
        largeStops[largeCount++] = tooMany;
      }
    }
  }

  private void stop(int at) {
    if (stopCount == stops.length) {
      stops = Arrays.copyOf(stops, 2 * stopCount);
    }
    stops[stopCount++] = at;
  }

  private int endOfName(int from) {
    int i = from;
    while (i < end && !endsName(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Where the first attribute past the limit starts, or -1 when the tag ends before. */
  private int endOfAttributes() {
    int attributes = 0;
    int i = nameEnd;
    while (i < end) {
      char c = text.charAt(i);
      if (c == '>') {
        break;
      }
      if (endsName(c)) {
        i++;
        continue;
      }
      if (attributes == MAX_ATTRIBUTES) {
        work += i - nameEnd;
        return i;
      }
      attributes++;
      i = afterAttribute(i);
    }
    work += Math.min(i, end) - nameEnd;
    return -1;
  }

  private int afterAttribute(int from) {
    int i = from + 1;
    while (i < end && !endsName(text.charAt(i)) && text.charAt(i) != '=') {
      i++;
    }
    int value = i;
    while (value < end && isBlank(text.charAt(value))) {
      value++;
    }
    if (value >= end || text.charAt(value) != '=') {
      return i;
    }
    value++;
    while (value < end && isBlank(text.charAt(value))) {
      value++;
    }
    if (value >= end) {
      return end;
    }
    char quote = text.charAt(value);
    if (quote == '"' || quote == '\'') {
      return afterQuote(quote, value + 1);
    }
    while (value < end && text.charAt(value) != '>' && !isBlank(text.charAt(value))) {
      value++;
    }
    return value;
  }

  private int afterQuote(char quote, int from) {
    if (quote == '"' ? noMoreDoubleQuotes : noMoreSingleQuotes) {
      return end;
    }
    int close = text.indexOf(quote, from);
    if (close < 0) {
      noMoreDoubleQuotes |= quote == '"';
      noMoreSingleQuotes |= quote != '"';
      return end;
    }
    return close + 1;
  }

  private boolean isFormatting(int name) {
    int length = nameEnd - name;
    for (String element : FORMATTING_ELEMENTS) {
      if (element.length() == length && text.regionMatches(true, name, element, 0, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean endsName(char c) {
    return c == '>' || c == '/' || isBlank(c);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }
}
