package io.millrace.extract.output;

/**
 * Escapes text so that a Markdown parser returns it unchanged, with as few backslashes as possible,
 * because people read them and models learn them. Follows CommonMark 0.31 and GitHub Flavored
 * Markdown. TeX between dollar signs is not escaped, for readers that support TeX; other parsers
 * drop a backslash before punctuation in it.
 */
final class MarkdownText {

  private static final int LONGEST_ENTITY = 34;
  private static final int LONGEST_TEX = 1_000;
  private static final String TEX_CHARACTERS = "\\^_{";

  private final String text;
  private final boolean atLineStart;
  private final StringBuilder out;
  private final boolean inEmphasis;
  private final boolean stars;
  private final boolean underscores;
  private final boolean backticks;
  private final boolean references;
  private final boolean addresses;

  /** Position of the last {@code >}; no tag starts after it. */
  private final int lastAngle;

  private int at;

  private MarkdownText(String text, boolean atLineStart, boolean inEmphasis) {
    this.text = text;
    this.atLineStart = atLineStart;
    out = new StringBuilder(text.length() + 8);
    this.inEmphasis = inEmphasis;
    stars = isTwice('*');
    underscores = isTwice('_');
    backticks = isTwice('`');
    references = text.contains("]:");
    addresses = text.indexOf('@') >= 0;
    lastAngle = text.lastIndexOf('>');
  }

  /** Text of a paragraph or an item; line breaks are kept. */
  static String lines(String text) {
    return new MarkdownText(text, true, false).escape();
  }

  /** The same in italics. */
  static String italic(String text) {
    return '*' + new MarkdownText(text, true, true).escape() + '*';
  }

  /** Text of a heading: one line. */
  static String heading(String text) {
    String line = new MarkdownText(text.replace('\n', ' '), false, false).escape();
    int hash = line.length();
    while (hash > 0 && line.charAt(hash - 1) == '#') {
      hash--;
    }
    boolean closes = hash < line.length() && (hash == 0 || line.charAt(hash - 1) == ' ');
    return closes ? line.substring(0, hash) + '\\' + line.substring(hash) : line;
  }

  /** Text of a cell: one line. */
  static String cell(String text) {
    return new MarkdownText(text.replace('\n', ' '), false, false).escape().replace("|", "\\|");
  }

  private String escape() {
    boolean lineStart = atLineStart;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        // two blanks before it make a hard line break
        out.append("  \n");
        at++;
        lineStart = true;
        continue;
      }
      int tex = c == '$' ? endOfTex() : -1;
      if (tex > 0) {
        out.append(text, at, tex);
        at = tex;
      } else if (!lineStart || !escapeLineStart(c)) {
        if (isSpecial(c)) {
          out.append('\\');
        }
        out.append(c);
        at++;
      }
      lineStart = false;
    }
    return out.toString();
  }

  private boolean isSpecial(char c) {
    char next = charAt(at + 1);
    return switch (c) {
      case '\\' -> next == '\n' || isPunctuation(next);
      case '`' -> backticks;
      case '*' -> inEmphasis || stars && !(isBlank(charAt(at - 1)) && isBlank(next));
      case '_' -> underscores && opensOrCloses();
      case '~' -> next == '~' || charAt(at - 1) == '~';
      case '<' -> !isBlank(next) && (!isDigit(next) || addresses);
      case '&' -> isEntity(at);
      case ']' -> next == '(' || next == '[' && references;
      default -> false;
    };
  }

  /** Whether underscores can start or end emphasis; within a word they cannot. */
  private boolean opensOrCloses() {
    int from = at;
    while (from > 0 && text.charAt(from - 1) == '_') {
      from--;
    }
    int to = at;
    while (to < text.length() && text.charAt(to) == '_') {
      to++;
    }
    char before = charAt(from - 1);
    char after = charAt(to);
    boolean alone = isBlank(before) && isBlank(after);
    return !alone && !(Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after));
  }

  private boolean isEntity(int start) {
    int i = start + 1;
    int end = Math.min(text.length(), start + LONGEST_ENTITY);
    while (i < end
        && (isLetter(text.charAt(i)) || isDigit(text.charAt(i)) || text.charAt(i) == '#')) {
      i++;
    }
    return i > start + 1 && charAt(i) == ';';
  }

  /** Escapes a character that would start a heading, an item, a quote, a rule, a table, ... */
  private boolean escapeLineStart(char c) {
    int length = 0;
    boolean special =
        switch (c) {
          case '#' -> isBlank(charAt(runEnd('#'))) && runEnd('#') - at <= 6;
          case '>' -> true;
          case '-', '+', '*' -> isBlank(charAt(at + 1)) || isLineOf(c + " ") || isDelimiterRow();
          case '_', '=' -> isLineOf(c + " ");
          case '|', ':' -> isDelimiterRow();
          case '[' -> references || isTaskBox();
          default -> false;
        };
    if (isDigit(c)) {
      while (isDigit(charAt(at + length))) {
        length++;
      }
      char mark = charAt(at + length);
      special = length <= 9 && (mark == '.' || mark == ')') && isBlank(charAt(at + length + 1));
    }
    if (special) {
      out.append(text, at, at + length).append('\\').append(text.charAt(at + length));
      at += length + 1;
    }
    return special;
  }

  private boolean isTaskBox() {
    char inside = charAt(at + 1);
    return charAt(at + 2) == ']' && (inside == ' ' || inside == 'x' || inside == 'X');
  }

  private boolean isDelimiterRow() {
    return isLineOf("|:- ") && text.substring(at, lineEnd()).indexOf('-') >= 0;
  }

  private boolean isLineOf(String characters) {
    int end = lineEnd();
    for (int i = at; i < end; i++) {
      if (characters.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private int runEnd(char c) {
    int end = at;
    while (charAt(end) == c) {
      end++;
    }
    return end;
  }

  /** End of the formula that starts at a dollar sign, or -1 if there is none. */
  private int endOfTex() {
    int end = text.indexOf('$', at + 1);
    boolean formula =
        end > at + 1
            && end - at <= LONGEST_TEX
            && !isBlank(charAt(at + 1))
            && !isBlank(charAt(end - 1))
            && charAt(end - 1) != '\\'
            && !isDigit(charAt(end + 1));
    return formula && isTex(at + 1, end) ? end + 1 : -1;
  }

  /**
   * Whether a part of a line looks like TeX: it has a command, an index or braces, and all of them
   * are complete. Anything else between dollar signs is text.
   */
  private boolean isTex(int start, int end) {
    boolean tex = false;
    int braces = 0;
    for (int i = start; i < end && braces >= 0; i++) {
      char c = text.charAt(i);
      if (c == '\n' || isMarkup(c, i)) {
        return false;
      }
      boolean escaped = i > start && text.charAt(i - 1) == '\\';
      if ((c == '_' || c == '^') && !escaped) {
        if (!isArgument(charAt(i + 1)) || c == '_' && !hasBase(start, i)) {
          return false;
        }
      }
      braces += escaped ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
      tex |= TEX_CHARACTERS.indexOf(c) >= 0;
    }
    return tex && braces == 0;
  }

  /** Whether the character is markup of Markdown that TeX does not use, or rarely. */
  private boolean isMarkup(char c, int i) {
    char next = charAt(i + 1);
    return switch (c) {
      case '`' -> backticks;
      case '*' -> stars && charAt(i - 1) != '^' && !isBlank(next);
      case '~' -> next == '~';
      case '<' -> i < lastAngle && (isLetter(next) || next == '/' || next == '!' || next == '?');
      case '&' -> isEntity(i);
      case ']' -> next == '(' || next == '[' && references;
      default -> false;
    };
  }

  private static boolean isArgument(char c) {
    return Character.isLetterOrDigit(c) || c == '{' || c == '\\' || c == '*' || c == '\'';
  }

  /** Whether an index follows a base; MediaWiki writes {@code x _{i}} with a blank. */
  private boolean hasBase(int start, int index) {
    int base = index - 1;
    if (charAt(index + 1) == '{') {
      while (base > start && text.charAt(base) == ' ') {
        base--;
      }
    }
    char c = charAt(base);
    return base >= start && (Character.isLetterOrDigit(c) || "})]|'*!".indexOf(c) >= 0);
  }

  private boolean isTwice(char c) {
    int first = text.indexOf(c);
    return first >= 0 && text.indexOf(c, first + 1) >= 0;
  }

  /** The character at an index; a line break outside the text. */
  private char charAt(int index) {
    return index < 0 || index >= text.length() ? '\n' : text.charAt(index);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n';
  }

  private static boolean isLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPunctuation(char c) {
    return c > ' ' && c < 0x7F && !isLetter(c) && !isDigit(c);
  }
}
