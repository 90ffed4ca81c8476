package io.millrace.extract.output;

import io.millrace.extract.text.AttributeWords;
import io.millrace.extract.tree.HtmlTree;
import java.util.Locale;

/** Finds the language of a code block from the classes for syntax highlighting. */
final class CodeLanguage {

  private static final String[] PREFIXES = {
    "language-", "lang-", "highlight-source-", "brush:", "highlight-"
  };

  private static final int MAX_LENGTH = 30;

  private CodeLanguage() {}

  /**
   * @param pre number of the element that contains the code
   * @return the language in lower case, or ""
   */
  static String of(HtmlTree tree, int pre) {
    String found = ofClass(tree, pre);
    int inside = pre + 1;
    if (found.isEmpty() && inside < tree.end(pre) && tree.element(inside).nameIs("code")) {
      found = ofClass(tree, inside);
    }
    int around = tree.parent(pre);
    for (int up = 0; found.isEmpty() && up < 2 && around > 0; up++) {
      found = ofClass(tree, around);
      around = tree.parent(around);
    }
    return found;
  }

  private static String ofClass(HtmlTree tree, int element) {
    String classes = AttributeWords.start(tree.element(element).className());
    for (String prefix : PREFIXES) {
      int at = classes.indexOf(prefix);
      while (at >= 0) {
        boolean starts = at == 0 || classes.charAt(at - 1) <= ' ';
        int from = at + prefix.length();
        while (prefix.endsWith(":") && from < classes.length() && classes.charAt(from) == ' ') {
          from++;
        }
        int to = from;
        while (to < classes.length() && isLanguage(classes.charAt(to))) {
          to++;
        }
        boolean ends = to == classes.length() || classes.charAt(to) <= ' ' || prefix.endsWith(":");
        String name = classes.substring(from, to);
        if (starts && ends && to > from && to - from <= MAX_LENGTH && !isNone(name)) {
          return name.toLowerCase(Locale.ROOT);
        }
        at = classes.indexOf(prefix, at + 1);
      }
    }
    return "";
  }

  private static boolean isNone(String name) {
    return switch (name) {
      case "none", "default", "text", "plaintext", "plain", "source", "wrapper", "container" ->
          true;
      default -> false;
    };
  }

  private static boolean isLanguage(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "+#._-".indexOf(c) >= 0;
  }
}
