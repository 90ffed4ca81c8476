package io.millrace.rephrase.prompt;

import io.millrace.corpus.WellFormed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strips what models add to a text: reasoning, code fences, quotation marks around the whole text,
 * lines such as 'Here is ...', bold marks and the hashes of headings. Idempotent, in linear time.
 */
final class AnswerText {

  private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\u0085\u2028\u2029\u000B\f]");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]+");
  private static final Pattern HASHES = Pattern.compile("(?m)^#{1,6}[ \t][# \t]*+");
  private static final Pattern BOLD = Pattern.compile("(?<!\\*)\\*\\*(?!\\*)");
  private static final Pattern TRAILING = Pattern.compile("(?m)(?<![ \t])[ \t]++$");
  private static final String THINK_END = "</think>";
  private static final int LONGEST_OPENER = 200;

  private static final String[] QUOTES = {
    "\"\"", "“”", "„“", "„”", "«»", "»«", "‘’", "「」", "『』", "''", "‹›"
  };

  private AnswerText() {}

  /** Removes reasoning and control characters; line ends become {@code \n}. */
  static String plain(String raw) {
    String text = LINE_END.matcher(WellFormed.of(raw)).replaceAll("\n");
    text = CONTROL.matcher(text).replaceAll("");
    int think = text.lastIndexOf(THINK_END);
    return trim(think < 0 ? text : text.substring(think + THINK_END.length()));
  }

  /** Removes all wrapping. */
  static String bare(String plain, Pattern openers) {
    String text = unmark(plain);
    for (int before = -1; before != text.length(); ) {
      before = text.length();
      text = unmark(trim(withoutOpener(withoutQuotes(withoutFence(text)), openers)));
    }
    return text;
  }

  private static String unmark(String text) {
    String calm = HASHES.matcher(text).replaceAll("");
    if (calm.contains("**")) {
      calm = withoutBold(calm);
    }
    return trim(TRAILING.matcher(calm).replaceAll(""));
  }

  private static String withoutBold(String text) {
    Matcher bold = BOLD.matcher(text);
    StringBuilder result = new StringBuilder(text.length());
    while (bold.find()) {
      // 2**8 and a ** b are arithmetic
      char left = bold.start() > 0 ? text.charAt(bold.start() - 1) : ' ';
      char right = bold.end() < text.length() ? text.charAt(bold.end()) : ' ';
      boolean arithmetic = isWord(left) && isWord(right) || isBlank(left) && isBlank(right);
      bold.appendReplacement(result, arithmetic ? "**" : "");
    }
    return bold.appendTail(result).toString();
  }

  private static boolean isWord(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }

  private static String withoutFence(String text) {
    if (!text.startsWith("```") || !text.endsWith("```") || text.length() < 7) {
      return text;
    }
    int line = text.indexOf('\n');
    int close = text.length() - 3;
    boolean whole = line >= 0 && line < close && text.indexOf("```", 3) == close;
    return whole ? text.substring(line + 1, close) : text;
  }

  private static String withoutQuotes(String text) {
    if (text.length() < 3) {
      return text;
    }
    for (String pair : QUOTES) {
      char open = pair.charAt(0);
      char close = pair.charAt(1);
      if (text.charAt(0) == open && text.charAt(text.length() - 1) == close) {
        String inner = text.substring(1, text.length() - 1);
        if (inner.indexOf(open) < 0 && inner.indexOf(close) < 0) {
          return inner;
        }
      }
    }
    return text;
  }

  /** Drops first lines such as 'Sure, here is the text:'. */
  private static String withoutOpener(String text, Pattern openers) {
    int at = 0;
    for (int line = text.indexOf('\n'); line >= 0; line = text.indexOf('\n', at)) {
      String first = line - at <= LONGEST_OPENER ? trim(text.substring(at, line)) : "";
      boolean ends = first.endsWith(":") || first.endsWith("：");
      boolean blank = first.isEmpty() && line - at <= LONGEST_OPENER;
      if (!blank && !(ends && openers.matcher(first).lookingAt())) {
        break;
      }
      at = line + 1;
    }
    return text.substring(at);
  }

  /** Removes white space of any kind at both ends. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }
}
