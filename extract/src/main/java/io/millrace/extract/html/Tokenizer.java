package io.millrace.extract.html;

/**
 * Splits characters into tags, texts and comments (WHATWG HTML, section 13.2.5) and calls the tree
 * builder for each. The text between two tags or comments is one call, also if it has character
 * references.
 */
final class Tokenizer {

  /** How to read the content of an element that cannot contain elements. */
  enum Content {
    /** Character references are resolved. */
    RCDATA,
    RAW,
    SCRIPT,
    /** Has no end tag. */
    PLAINTEXT
  }

  /** By the last seven bits of a character: whether it may be one that {@link #text} checks for. */
  private static final boolean[] MAY_COUNT = new boolean[0x80];

  static {
    MAY_COUNT['<'] = true;
    MAY_COUNT['&'] = true;
    MAY_COUNT[0] = true;
  }

  /** Up to this many attributes of a tag are compared one by one. */
  private static final int FEW_ATTRIBUTES = 12;

  private static final int SEEN_SLOTS = 1024;

  /** Most probes for an attribute's name; after these it counts as a duplicate. */
  private static final int MAX_LOOKS = 64;

  private static final int UNKNOWN_TAGS = 256;

  private final Markup markup;
  private final char[] chars;
  private final int end;
  private final Limits limits;
  private final TreeBuilder builder;

  /** Names that are not in {@link Tag}, by hash. */
  private final Tag[] unknown = new Tag[UNKNOWN_TAGS];

  /** Numbers of attributes by hash of their names: of the current tag, and stale ones. */
  private int[] seen;

  private Tag contentOf;
  private Content content;
  private boolean skipLineFeed;
  private boolean selfClosing;
  private int maxAttributes = Limits.MAX_ATTRIBUTES;
  private int position;
  private int tags;

  Tokenizer(Markup markup, Limits limits) {
    this.markup = markup;
    this.chars = markup.chars;
    this.end = markup.text.length();
    this.limits = limits;
    this.builder = new TreeBuilder(markup, this, limits);
  }

  TreeBuilder builder() {
    return builder;
  }

  /** Makes the next characters the content of an element that cannot contain elements. */
  void read(Content kind, Tag of) {
    content = kind;
    contentOf = of;
  }

  /** Skips a line feed if it is the next character. */
  void skipLineFeed() {
    skipLineFeed = true;
  }

  /** Number of characters before the current token. */
  int position() {
    return position;
  }

  /** Number of tags, comments and document types so far. */
  int tags() {
    return tags;
  }

  void run() {
    int i = 0;
    while (i < end) {
      if (skipLineFeed) {
        skipLineFeed = false;
        if (chars[i] == '\n') {
          i++;
          continue;
        }
      }
      i = content == null ? text(i) : rawText(i);
      if (i < end) {
        position = i;
        if (++tags > limits.maxTags()) {
          break;
        }
        i = markup(i);
      }
    }
    builder.end();
  }

  /** Reads text; returns the start of the next tag or comment. */
  private int text(int start) {
    char[] page = chars;
    int last = end;
    boolean references = false;
    boolean zeros = false;
    int i = start;
    while (i < last) {
      char c = page[i];
      // rarely true, and not at the ends of words: the branch is well predicted
      if (MAY_COUNT[c & 0x7F]) {
        if (c == '<' && isMarkup(i)) {
          break;
        }
        references |= c == '&';
        zeros |= c == 0;
      }
      i++;
    }
    if (i > start) {
      builder.text(start, i, references, zeros);
    }
    return i;
  }

  /** Whether a less-than sign begins a tag or comment. */
  private boolean isMarkup(int at) {
    char next = at + 1 < end ? chars[at + 1] : ' ';
    return NameCharacters.isLetter(next)
        || next == '!'
        || next == '?'
        || next == '/' && at + 2 < end;
  }

  private int markup(int at) {
    char next = chars[at + 1];
    if (next == '!') {
      return declaration(at + 2);
    }
    if (next == '?') {
      return bogusComment(at + 1);
    }
    if (next != '/') {
      return startTag(at + 1);
    }
    char name = chars[at + 2];
    if (NameCharacters.isLetter(name)) {
      return endTag(at + 2);
    }
    return name == '>' ? at + 3 : bogusComment(at + 2);
  }

  private int startTag(int nameStart) {
    int i = nameStart;
    int hash = 0;
    while (i < end && !endsName(chars[i])) {
      hash = 31 * hash + NameCharacters.lower(chars[i++]);
    }
    Tag tag = tag(hash, nameStart, i);
    int first = markup.attributes();
    maxAttributes =
        tag.is(Tag.IS_FORMATTING) ? Limits.MAX_FORMATTING_ATTRIBUTES : Limits.MAX_ATTRIBUTES;
    i = attributes(i, first);
    if (i >= 0) {
      builder.startTag(tag, first, markup.attributes() - first, selfClosing);
      return i;
    }
    return end;
  }

  private int endTag(int nameStart) {
    int i = nameStart;
    int hash = 0;
    while (i < end && !endsName(chars[i])) {
      hash = 31 * hash + NameCharacters.lower(chars[i++]);
    }
    if (i < end && chars[i] == '>') {
      builder.endTag(tag(hash, nameStart, i));
      return i + 1;
    }
    Tag tag = tag(hash, nameStart, i);
    int first = markup.attributes();
    i = attributes(i, first);
    markup.cut(first);
    if (i >= 0) {
      builder.endTag(tag);
      return i;
    }
    return end;
  }

  private static boolean endsName(char c) {
    return c == '>' || c == '/' || NameCharacters.isBlank(c);
  }

  private Tag tag(int hash, int start, int nameEnd) {
    Tag known = Tag.find(hash, chars, start, nameEnd);
    if (known != null) {
      return known;
    }
    int slot = (hash ^ hash >>> 12) & UNKNOWN_TAGS - 1;
    Tag tag = unknown[slot];
    if (tag == null || !tag.isSpelt(chars, start, nameEnd)) {
      tag = Tag.unknown(NameCharacters.string(chars, start, nameEnd));
      unknown[slot] = tag;
    }
    return tag;
  }

  /**
   * Reads the rest of a tag after its name; returns the end of the tag, or -1 at the end of the
   * page.
   */
  private int attributes(int from, int first) {
    char[] page = chars;
    int last = end;
    int i = from;
    selfClosing = false;
    while (i < last) {
      char c = page[i];
      if (c == '>') {
        return i + 1;
      }
      if (c == '/') {
        i++;
        if (i < last && page[i] == '>') {
          selfClosing = true;
          return i + 1;
        }
        continue;
      }
      if (NameCharacters.isBlank(c)) {
        i++;
        continue;
      }
      int nameStart = i;
      int hash = 0;
      do {
        hash = 31 * hash + NameCharacters.lower(c);
        i++;
        c = i < last ? page[i] : '>';
      } while (c != '=' && !endsName(c));
      int nameEnd = i;
      while (NameCharacters.isBlank(c)) {
        i++;
        c = i < last ? page[i] : '>';
      }
      int valueStart = i;
      int valueEnd = i;
      if (c == '=') {
        i = afterBlanks(i + 1);
        if (i == last) {
          return -1;
        }
        char quote = page[i];
        if (quote == '"' || quote == '\'') {
          valueStart = ++i;
          while (i < last && page[i] != quote) {
            i++;
          }
          if (i == last) {
            return -1;
          }
          valueEnd = i++;
        } else {
          valueStart = i;
          while (i < last && page[i] != '>' && !NameCharacters.isBlank(page[i])) {
            i++;
          }
          valueEnd = i;
        }
      }
      add(hash, nameStart, nameEnd, valueStart, valueEnd, first);
    }
    return -1;
  }

  private int afterBlanks(int from) {
    int i = from;
    while (i < end && NameCharacters.isBlank(chars[i])) {
      i++;
    }
    return i;
  }

  /** Adds an attribute, unless the tag has it already or has too many. */
  private void add(int hash, int nameStart, int nameEnd, int valueStart, int valueEnd, int first) {
    int number = markup.attributes();
    if (number - first >= maxAttributes) {
      return;
    }
    markup.add(hash, nameStart, nameEnd, valueStart, valueEnd);
    boolean before;
    if (number - first < FEW_ATTRIBUTES) {
      before = markup.findSame(number, first, number - first) >= 0;
    } else {
      if (number - first == FEW_ATTRIBUTES) {
        for (int i = first; i < number; i++) {
          isSeen(markup.hashOfName(i), i, first);
        }
      }
      before = isSeen(hash, number, first);
    }
    if (before) {
      markup.cut(number);
    }
  }

  /** Whether this tag had an attribute of the same name in an earlier call. */
  private boolean isSeen(int hash, int number, int first) {
    if (seen == null) {
      seen = new int[SEEN_SLOTS];
    }
    int slot = hash ^ hash >>> 10;
    for (int looks = 0; looks < MAX_LOOKS; looks++) {
      slot = slot + 1 & SEEN_SLOTS - 1;
      int other = seen[slot] - 1;
      if (other < first || other >= number) {
        seen[slot] = number + 1;
        return false;
      }
      if (markup.sameName(other, number)) {
        return true;
      }
    }
    return true;
  }

  private int declaration(int at) {
    if (at + 1 < end && chars[at] == '-' && chars[at + 1] == '-') {
      return comment(at + 2);
    }
    if (isWord("doctype", at)) {
      return doctype(at + 7);
    }
    if (markup.text.startsWith("[CDATA[", at) && builder.isForeign()) {
      int close = markup.text.indexOf("]]>", at + 7);
      int last = close < 0 ? end : close;
      if (last > at + 7) {
        builder.literal(at + 7, last);
      }
      return close < 0 ? end : close + 3;
    }
    return bogusComment(at);
  }

  private boolean isWord(String lower, int at) {
    return at + lower.length() <= end
        && NameCharacters.equal(lower, chars, at, at + lower.length());
  }

  private int comment(int start) {
    if (start < end && chars[start] == '>') {
      builder.comment(start, start);
      return start + 1;
    }
    if (start + 1 < end && chars[start] == '-' && chars[start + 1] == '>') {
      builder.comment(start, start);
      return start + 2;
    }
    int i = markup.text.indexOf("--", start);
    while (i >= 0 && i + 2 < end) {
      if (chars[i + 2] == '>') {
        builder.comment(start, i);
        return i + 3;
      }
      if (chars[i + 2] == '!' && i + 3 < end && chars[i + 3] == '>') {
        builder.comment(start, i);
        return i + 4;
      }
      i = nextDashes(i + 1);
    }
    builder.comment(start, endOfOpenComment(start));
    return end;
  }

  private int nextDashes(int from) {
    return chars[from] == '-' && from + 1 < end && chars[from + 1] == '-'
        ? from
        : markup.text.indexOf("--", from);
  }

  /** End of a comment that the end of the page cuts off, without a partial end mark. */
  private int endOfOpenComment(int start) {
    for (String almost : new String[] {"--!", "--", "-"}) {
      if (end - start >= almost.length() && markup.text.endsWith(almost)) {
        return end - almost.length();
      }
    }
    return end;
  }

  private int bogusComment(int start) {
    int close = markup.text.indexOf('>', start);
    builder.comment(start, close < 0 ? end : close);
    return close < 0 ? end : close + 1;
  }

  private int doctype(int at) {
    int i = afterBlanks(at);
    int nameStart = i;
    while (i < end && chars[i] != '>' && !NameCharacters.isBlank(chars[i])) {
      i++;
    }
    String name = NameCharacters.string(chars, nameStart, i);
    i = afterBlanks(i);
    String publicId = null;
    String systemId = null;
    boolean isPublic = isWord("public", i);
    if (isPublic || isWord("system", i)) {
      i = afterBlanks(i + 6);
      int idEnd = endOfQuoted(i);
      if (idEnd >= 0) {
        String id = Markup.withoutZeros(markup.text.substring(i + 1, idEnd));
        publicId = isPublic ? id : null;
        systemId = isPublic ? null : id;
        i = idEnd < end && chars[idEnd] != '>' ? afterBlanks(idEnd + 1) : idEnd;
        int systemEnd = isPublic ? endOfQuoted(i) : -1;
        if (systemEnd >= 0) {
          systemId = Markup.withoutZeros(markup.text.substring(i + 1, systemEnd));
          i = systemEnd < end && chars[systemEnd] != '>' ? systemEnd + 1 : systemEnd;
        }
      }
    }
    int close = markup.text.indexOf('>', i);
    boolean complete = close >= 0 && !name.isEmpty();
    builder.doctype(name, publicId, systemId, !complete);
    return close < 0 ? end : close + 1;
  }

  /** End of a quoted identifier, also at a greater-than sign; -1 if there is none. */
  private int endOfQuoted(int at) {
    if (at >= end || chars[at] != '"' && chars[at] != '\'') {
      return -1;
    }
    int i = at + 1;
    while (i < end && chars[i] != chars[at] && chars[i] != '>') {
      i++;
    }
    return i;
  }

  /**
   * Reads the content of an element that cannot contain elements; returns the start of its end tag.
   * It also ends where a {@code noscript} around it ends: browsers with scripts read all of that as
   * text, so an unclosed {@code iframe} in it has no effect there.
   */
  private int rawText(int start) {
    int last =
        switch (content) {
          case PLAINTEXT -> end;
          case SCRIPT -> endOfScript(start);
          case RAW, RCDATA -> endOfRaw(start);
        };
    if (last > start) {
      builder.rawText(start, last, content == Content.RCDATA);
    }
    content = null;
    return last;
  }

  private int endOfRaw(int start) {
    int last = endOfRaw(contentOf.name(), start);
    return builder.open.count(Tag.NOSCRIPT) > 0 && contentOf.id() != Tag.NOSCRIPT
        ? Math.min(last, endOfRaw("noscript", start))
        : last;
  }

  private int endOfRaw(String name, int start) {
    int i = markup.text.indexOf("</", start);
    while (i >= 0) {
      if (isTagName(name, i + 2)) {
        return i;
      }
      i = markup.text.indexOf("</", i + 2);
    }
    return end;
  }

  private boolean isTagName(String name, int at) {
    int after = at + name.length();
    return after < end && endsName(chars[after]) && NameCharacters.equal(name, chars, at, after);
  }

  /** End of a script, which may have comments with scripts inside (section 13.2.5.20 and later). */
  private int endOfScript(int start) {
    int i = markup.text.indexOf('<', start);
    while (i >= 0) {
      if (i + 1 < end && chars[i + 1] == '/' && isTagName("script", i + 2)) {
        return i;
      }
      if (markup.text.startsWith("!--", i + 1)) {
        i = afterEscaped(i + 2);
        if (i >= 0) {
          return i;
        }
        i = ~i;
      } else {
        i++;
      }
      i = markup.text.indexOf('<', i);
    }
    return end;
  }

  /** End of the script inside a comment of it, or the complement of the end of the comment. */
  private int afterEscaped(int start) {
    boolean doubly = false;
    for (int i = start; i < end; i++) {
      char c = chars[i];
      if (c == '-' && i + 2 < end && chars[i + 1] == '-' && chars[i + 2] == '>') {
        return ~(i + 3);
      }
      if (c == '<') {
        boolean close = i + 1 < end && chars[i + 1] == '/' && isTagName("script", i + 2);
        if (close && !doubly) {
          return i;
        }
        doubly = !close && (doubly || isTagName("script", i + 1));
      }
    }
    return end;
  }
}
