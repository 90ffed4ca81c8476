package io.millrace.rephrase.gate.form;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;

/**
 * Parts of a text that a browser would run or render: HTML elements and URLs with a script scheme.
 * Character references are decoded repeatedly, because later software may decode them too.
 */
final class MarkupTags {

  /** Most rounds of decoding character references. */
  private static final int MOST_ROUNDS = 3;

  private static final int MOST_ADDRESS = 200;

  /** Most characters between a scheme and the first character that only scripts have. */
  private static final int MOST_BEFORE_CODE = 80;

  private static final int MOST_TAG = 500;

  /** Ways to complete a tag that was cut, possibly within quotes. */
  private static final List<String> ENDS = List.of(">", "\">", "'>");

  /** Most characters of tags that are read; a text with more fails. */
  private static final int MOST_WORK = 50_000;

  /** Characters that browsers ignore inside a scheme. */
  private static final String SKIPPED = "[\\x00-\\x20]*";

  private static final String SCHEME =
      "(?:" + spread("java") + "|" + spread("vb") + ")" + spread("script");

  /**
   * A scheme where a URL may begin, or one followed directly by characters of a script:
   * "JavaScript: an introduction" and "JavaScript:The Good Parts" do not match. (A word boundary is
   * slow: it looks back over all combining marks.)
   */
  private static final Pattern SCRIPT_ADDRESS =
      Pattern.compile(
          "(?:(?<=[(<=]|=[\"'])"
              + SKIPPED
              + SCHEME
              + ":|(?<![a-z])"
              + SCHEME
              + ":(?=[^\\s\\x00-\\x20]{0,"
              + MOST_BEFORE_CODE
              + "}?[(=%/`\\[])|data:text/html)"
              + "[^\\s\"'<>)]{0,"
              + MOST_ADDRESS
              + "}",
          Pattern.CASE_INSENSITIVE);

  /** Name of a custom element: "i<n-1" has none. */
  private static final Pattern CUSTOM_ELEMENT =
      Pattern.compile("[a-z][a-z0-9._]*-[a-z][a-z0-9._-]*");

  private final SortedSet<String> found = new TreeSet<>();

  private MarkupTags() {}

  private static String spread(String word) {
    StringBuilder pattern = new StringBuilder();
    word.chars().forEach(c -> pattern.append((char) c).append(SKIPPED));
    return pattern.toString();
  }

  /** Start tags with sorted attributes, and script URLs; in lower case, sorted. */
  static SortedSet<String> of(String text) {
    MarkupTags markup = new MarkupTags();
    String decoded = text;
    for (int round = 0; ; round++) {
      markup.read(decoded);
      if (round == MOST_ROUNDS || decoded.indexOf('&') < 0) {
        return markup.found;
      }
      String next = Parser.unescapeEntities(decoded, false);
      if (next.equals(decoded)) {
        return markup.found;
      }
      decoded = next;
    }
  }

  private void read(String text) {
    for (Matcher address = SCRIPT_ADDRESS.matcher(text); address.find(); ) {
      found.add(address.group().replaceAll("[\\x00-\\x20]", "").toLowerCase(Locale.ROOT));
    }
    int work = MOST_WORK;
    for (int at = text.indexOf('<'); at >= 0 && work > 0; ) {
      int next = at + 1;
      if (next < text.length() && isLetter(text.charAt(next))) {
        int end = endOfTag(text, at);
        readTag(text.substring(at, end));
        work -= end - at;
        next = end < text.length() && text.charAt(end) == '>' ? end : next;
      }
      at = text.indexOf('<', next);
    }
    if (work <= 0) {
      found.add("more");
    }
  }

  /** Parses a single tag, because building a tree of hostile tags takes quadratic time. */
  private void readTag(String tag) {
    for (String end : ENDS) {
      for (Element element : Jsoup.parse(tag + end, Parser.xmlParser()).children()) {
        if (isActive(element)) {
          found.add(startTag(element));
          return;
        }
      }
    }
  }

  /** Offset of the final bracket of a tag, or of the limit. */
  private static int endOfTag(String text, int begin) {
    int most = Math.min(text.length(), begin + MOST_TAG);
    char quote = 0;
    for (int at = begin; at < most; at++) {
      char c = text.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '>') {
        return at;
      } else if (c == '"' || c == '\'') {
        quote = c;
      }
    }
    return most;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /**
   * Whether browsers know the element or it has an active attribute. "a <c and d> e" has none; "x<y
   * on" neither, because an attribute without a value has no effect.
   */
  private static boolean isActive(Element element) {
    String tag = element.normalName();
    if (Tag.isKnownTag(tag) || CUSTOM_ELEMENT.matcher(tag).matches()) {
      return true;
    }
    for (Attribute attribute : element.attributes()) {
      if (!attribute.hasDeclaredValue()) {
        continue;
      }
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith("on") || name.equals("style") || name.equals("href")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Keeps only attributes with a value: after "0<a", all words up to the next bracket parse as
   * attributes.
   */
  private static String startTag(Element element) {
    SortedSet<String> attributes = new TreeSet<>();
    for (Attribute attribute : element.attributes()) {
      if (attribute.hasDeclaredValue()) {
        attributes.add(
            (attribute.getKey() + "=" + attribute.getValue().strip()).toLowerCase(Locale.ROOT));
      }
    }
    return "<" + element.normalName() + " " + String.join(" ", attributes) + ">";
  }
}
