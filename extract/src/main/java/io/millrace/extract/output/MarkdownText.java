package io.millrace.extract.output;

/**
 * Escapes text so that a Markdown parser gives it back as it was: no more backslashes than that
 * takes, since they are read by people and learnt by models. The rules are those of CommonMark 0.31
 * and of GitHub Flavored Markdown. TeX between dollar signs is left as it is, for those who read it
 * as TeX; to others a backslash before a sign of it is gone.
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

  /** Place of the last {@code >}: what begins after it is no tag. */
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

  /** Text of a paragraph or an item; its line breaks stay line breaks. */
  static String lines(String text) {
    return new MarkdownText(text, true, false).escape();
  }

  /** The same, set in italics. */
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
        // two blanks before it: a break that the page forces, not one that a renderer may undo
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

  /** An underscore inside a word is no emphasis. */
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

  /** Escapes what would make the line a heading, an item, a quote, a rule, part of a table, ... */
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

  /** End of the formula that a dollar sign begins, or -1 when it is a dollar sign. */
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
   * Whether a part of a line is written as TeX is: a command, an index or braces, and all of them
   * whole. Anything else between dollar signs is text, also where it begins or ends with a mark of
   * emphasis.
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

  /** What Markdown has and TeX has not, or seldom. */
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

  /** Whether an index stands at something; MediaWiki writes {@code x _{i}} with a blank. */
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

  /** A line break outside the text. */
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
