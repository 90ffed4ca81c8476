package io.millrace.extract.tree;

import java.util.Arrays;

/**
 * Limits names and attributes of tags in XML before jsoup parses it. HTML pages do not need it:
 * they have their own parser ({@code io.millrace.extract.html}).
 *
 * <p>jsoup takes time quadratic in the length of a tag name and in the number of attributes of a
 * tag, so a hostile file of a few megabytes could block a run. This class inserts {@code >} into a
 * tag that is too long, which ends it, and changes nothing else. A strict XML parser would need no
 * guard, but fails on the many files that are not well-formed.
 *
 * <p>Every {@code <} before a letter is treated as the start of a tag, and the end of a tag does
 * not depend on what is before it. So no document can hide a tag; a wrong guess adds one character
 * to a text or comment.
 */
public final class HtmlGuard {

  /** Most characters of a tag name; the longest on 2,022 real pages has fewer than 100. */
  public static final int MAX_TAG_NAME = 8_192;

  private static final int NAME_BLOCK = MAX_TAG_NAME / 2;

  /**
   * Most attributes of a tag. Of 2,022 real pages three have a tag with more; no formatting element
   * has more than 31.
   */
  public static final int MAX_ATTRIBUTES = 48;

  /**
   * Tags with more attributes that every page may have; long pages may have more. Script fragments
   * that look like tags count too.
   */
  private static final int FREE_LARGE_TAGS = 256;

  private static final int CHARACTERS_PER_LARGE_TAG = 8_192;

  /** Steps allowed per character of the page; a real page needs less than one. */
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

  /** Positions where tags must end. */
  private int[] stops = new int[16];

  private int stopCount;

  /** Positions where large tags must end if there are too many of them. */
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
   * Scans a page in linear time.
   *
   * @param maxTags most tags, opening and closing, before the markup is cut
   * @param maxCharacters most characters (UTF-16) before the markup is cut
   */
  public static HtmlGuard of(String text, int maxTags, int maxCharacters) {
    HtmlGuard guard = new HtmlGuard(text, maxTags, maxCharacters);
    guard.survey();
    guard.boundNames();
    return guard;
  }

  /** Markup that is safe to parse; the same string if nothing had to change. */
  public String markup() {
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
      if (name < end && isLetter(text.charAt(name))) {
        lookAt(name);
      }
      at = text.indexOf('<', at + 1);
    }
  }

  private void lookAt(int name) {
    if (name >= nameEnd) {
      nameEnd = endOfName(name);
    }
    if (nameEnd >= end || text.charAt(nameEnd) == '>') {
      return;
    }
    int tooMany = work > maxWork ? nameEnd : endOfAttributes();
    if (tooMany < 0) {
      return;
    }
    if (work > maxWork || isFormatting(name)) {
      stop(tooMany);
    } else {
      if (largeCount == largeStops.length) {
        largeStops = Arrays.copyOf(largeStops, 2 * largeCount);
      }
      largeStops[largeCount++] = tooMany;
    }
  }

  /**
   * A name that is too long fills at least one block of the page without a character that ends
   * names, so only such blocks are examined.
   */
  private void boundNames() {
    int block = 0;
    while (block < end) {
      int runEnd = endOfName(block);
      if (runEnd - block >= NAME_BLOCK) {
        for (int i = nameInRun(block, runEnd) + MAX_TAG_NAME; i < runEnd; i += MAX_TAG_NAME) {
          stop(i);
        }
      }
      block = Math.max(block + NAME_BLOCK, runEnd);
    }
  }

  /** Start of the first tag name in a run of characters that do not end names, or the run's end. */
  private int nameInRun(int within, int runEnd) {
    int start = within;
    while (start > 0 && !endsName(text.charAt(start - 1))) {
      start--;
    }
    if (text.startsWith("</", start - 2)) {
      return start;
    }
    int tag = text.indexOf('<', start);
    while (tag >= 0 && tag + 1 < runEnd && !isLetter(text.charAt(tag + 1))) {
      tag = text.indexOf('<', tag + 1);
    }
    return tag >= 0 && tag + 1 < runEnd ? tag + 1 : runEnd;
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

  /** Start of the first attribute past the limit, or -1 if the tag ends before. */
  private int endOfAttributes() {
    String markup = text;
    int last = end;
    int attributes = 0;
    int i = nameEnd;
    int result = -1;
    while (i < last) {
      char c = markup.charAt(i);
      if (c == '>') {
        break;
      }
      if (c == '/' || isBlank(c)) {
        i++;
        continue;
      }
      if (attributes == MAX_ATTRIBUTES) {
        result = i;
        break;
      }
      attributes++;
      do {
        i++;
        c = i < last ? markup.charAt(i) : '>';
      } while (c != '=' && !endsName(c));
      int value = i;
      while (isBlank(c)) {
        value++;
        c = value < last ? markup.charAt(value) : '>';
      }
      if (c == '=') {
        i = afterValue(value + 1);
      }
    }
    work += Math.min(i, last) - nameEnd;
    return result;
  }

  private int afterValue(int from) {
    String markup = text;
    int last = end;
    int i = from;
    while (i < last && isBlank(markup.charAt(i))) {
      i++;
    }
    if (i >= last) {
      return last;
    }
    char quote = markup.charAt(i);
    if (quote == '"' || quote == '\'') {
      return afterQuote(quote, i + 1);
    }
    while (i < last) {
      char c = markup.charAt(i);
      if (c == '>' || isBlank(c)) {
        break;
      }
      i++;
    }
    return i;
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
    return c <= '>' && (c == '>' || c == '/' || isBlank(c));
  }

  private static boolean isBlank(char c) {
    return c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f');
  }
}
