package io.millrace.filters.lineclean;

import io.millrace.api.TextAnalysis;
import io.millrace.corpus.Document;
import io.millrace.filters.Cleaner;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes lines of cookie notices and JavaScript, then short lines at the end of the document.
 * Other lines do not change. Cleaning is idempotent.
 */
public final class LineCleaner implements Cleaner {

  private static final List<String> SIGNALS =
      List.of("trailing_short_lines", "javascript_lines", "cookie_lines");

  /** Flags of lines that belong to the text, however short they are. */
  private static final int CONTENT = TextAnalysis.LINE_TERMINAL | TextAnalysis.LINE_BULLET;

  private final LineCleanSettings settings;
  private final List<JavascriptKeyword> keywords;
  private final List<String> cookiePhrases;
  private final LinePhrases phrases;

  private boolean[] removed = new boolean[64];

  public LineCleaner(LineCleanSettings settings) {
    this.settings = settings;
    keywords =
        settings.javascript()
            ? settings.javascriptKeywords().stream().map(JavascriptKeyword::new).toList()
            : List.of();
    cookiePhrases = settings.cookies() ? settings.cookiePhrases() : List.of();
    phrases =
        new LinePhrases(
            Stream.concat(keywords.stream().map(JavascriptKeyword::word), cookiePhrases.stream())
                .toList());
  }

  @Override
  public List<String> signals() {
    return SIGNALS;
  }

  @Override
  public String clean(Document document, TextAnalysis analysis, double[] out, int offset) {
    int lines = analysis.lines();
    if (removed.length < lines) {
      removed = new boolean[Math.max(lines, 2 * removed.length)];
    }
    Arrays.fill(removed, 0, lines, false);
    int javascript = 0;
    int cookies = 0;
    for (int line = 0; line < lines; line++) {
      LineKind kind = kindOf(analysis, line);
      removed[line] = kind != LineKind.TEXT;
      javascript += kind == LineKind.JAVASCRIPT ? 1 : 0;
      cookies += kind == LineKind.COOKIE ? 1 : 0;
    }
    int trailing = settings.trailing() ? markTrailing(analysis, document.language()) : 0;
    out[offset] = trailing;
    out[offset + 1] = javascript;
    out[offset + 2] = cookies;
    return trailing + javascript + cookies == 0 ? analysis.text() : withoutRemoved(analysis);
  }

  private enum LineKind {
    TEXT,
    JAVASCRIPT,
    COOKIE
  }

  private LineKind kindOf(TextAnalysis analysis, int line) {
    String text = analysis.text();
    int end = analysis.lineEnds()[line];
    boolean mayBeCookie = analysis.lineCodePoints()[line] <= settings.cookieLength();
    long seen = 0;
    int state = 0;
    for (int i = analysis.lineStarts()[line]; i < end; i++) {
      state = phrases.step(state, text.charAt(i));
      if (phrases.endsPhrase(state)) {
        for (int number : phrases.endingIn(state)) {
          if (number >= keywords.size()) {
            if (mayBeCookie
                && beginsWord(text, i + 1, cookiePhrases.get(number - keywords.size()))) {
              return LineKind.COOKIE;
            }
          } else if (keywords.get(number).standsBefore(text, i + 1, end)) {
            seen |= 1L << number;
          }
        }
      }
    }
    return Long.bitCount(seen) >= settings.javascriptMinimum()
        ? LineKind.JAVASCRIPT
        : LineKind.TEXT;
  }

  /** Whether no letter of a script with spaces precedes the phrase. Other scripts join words. */
  private static boolean beginsWord(String text, int end, String phrase) {
    int start = end - phrase.length();
    if (start <= 0) {
      return true;
    }
    char before = text.charAt(start - 1);
    return before >= 0x0E00 || !Character.isLetterOrDigit(before);
  }

  /**
   * Marks the short lines at the end, when a line before them is long, ends in punctuation or is a
   * list item. A document of only short lines has no tail.
   *
   * @return number of lines marked, without blank ones
   */
  private int markTrailing(TextAnalysis analysis, String language) {
    double least = settings.trailingLength().of(language);
    int tail = 0;
    int line = analysis.lines() - 1;
    while (line >= 0 && tail <= settings.trailingLines()) {
      boolean blank = (analysis.lineFlags()[line] & TextAnalysis.LINE_BLANK) != 0;
      if (!removed[line] && !blank) {
        boolean content = (analysis.lineFlags()[line] & CONTENT) != 0;
        if (content || analysis.lineCodePoints()[line] >= least) {
          break;
        }
        tail++;
      }
      line--;
    }
    if (line < 0 || tail == 0 || tail > settings.trailingLines()) {
      return 0;
    }
    Arrays.fill(removed, line + 1, analysis.lines(), true);
    return tail;
  }

  private String withoutRemoved(TextAnalysis analysis) {
    String text = analysis.text();
    int[] starts = analysis.lineStarts();
    int lines = analysis.lines();
    StringBuilder kept = new StringBuilder(text.length());
    int end = 0;
    for (int line = 0; line < lines; line++) {
      if (!removed[line]) {
        int next = line + 1 < lines ? starts[line + 1] : text.length();
        end = kept.length() + analysis.lineEnds()[line] - starts[line];
        kept.append(text, starts[line], next);
      }
    }
    if (lines > 0 && removed[lines - 1]) {
      kept.setLength(end);
    }
    return kept.toString();
  }
}
