package io.millrace.filters.lineclean;

/**
 * A JavaScript keyword and what must follow it, so that prose about a document, a window or a
 * function is not mistaken for code. After a keyword that ends in a full stop, a name must follow;
 * before a final opening bracket a name may stand; after a keyword that ends in a blank, a name and
 * an equals sign must follow. Any other keyword must be a whole word. Case-sensitive.
 */
final class JavascriptKeyword {

  private enum Follow {
    NAME,
    BRACKET,
    ASSIGNMENT,
    WORD_END
  }

  private static final int MAX_SPACES = 4;
  private static final int MAX_NAME = 64;

  private final String word;
  private final Follow follow;

  JavascriptKeyword(String keyword) {
    if (keyword.endsWith("(")) {
      word = keyword.substring(0, keyword.length() - 1);
      follow = Follow.BRACKET;
    } else if (keyword.endsWith(" ")) {
      word = keyword.substring(0, keyword.length() - 1);
      follow = Follow.ASSIGNMENT;
    } else {
      word = keyword;
      follow = keyword.endsWith(".") ? Follow.NAME : Follow.WORD_END;
    }
  }

  /** The keyword without its last bracket or blank. */
  String word() {
    return word;
  }

  /** Whether the text before {@code end}, which matches in some case, is the keyword. */
  boolean standsBefore(String text, int end, int lineEnd) {
    int start = end - word.length();
    if (!text.startsWith(word, start)) {
      return false;
    }
    if (isNamePart(word.charAt(0)) && start > 0 && isNamePart(text.charAt(start - 1))) {
      return false;
    }
    return switch (follow) {
      case NAME -> end < lineEnd && isNameStart(text.charAt(end));
      case WORD_END -> end >= lineEnd || !isNamePart(text.charAt(end));
      case BRACKET -> isBracket(text, end, lineEnd);
      case ASSIGNMENT -> isAssignment(text, end, lineEnd);
    };
  }

  private static boolean isBracket(String text, int end, int lineEnd) {
    int place = afterSpaces(text, end, lineEnd);
    if (place > end) {
      place = afterSpaces(text, afterName(text, place, lineEnd), lineEnd);
    }
    return place < lineEnd && text.charAt(place) == '(';
  }

  private static boolean isAssignment(String text, int end, int lineEnd) {
    int name = afterSpaces(text, end, lineEnd);
    int behind = afterName(text, name, lineEnd);
    int equals = afterSpaces(text, behind, lineEnd);
    return name > end && behind > name && equals < lineEnd && text.charAt(equals) == '=';
  }

  private static int afterSpaces(String text, int from, int lineEnd) {
    int place = from;
    while (place < lineEnd && place - from < MAX_SPACES && text.charAt(place) == ' ') {
      place++;
    }
    return place;
  }

  private static int afterName(String text, int from, int lineEnd) {
    if (from >= lineEnd || !isNameStart(text.charAt(from))) {
      return from;
    }
    int place = from;
    while (place < lineEnd && place - from < MAX_NAME && isNamePart(text.charAt(place))) {
      place++;
    }
    return place;
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || c >= '0' && c <= '9';
  }
}
