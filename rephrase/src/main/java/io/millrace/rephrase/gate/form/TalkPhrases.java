package io.millrace.rephrase.gate.form;

import io.millrace.corpus.ResourceLines;
import io.millrace.rephrase.gate.text.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Phrases that models write instead of, before or after the requested text. There is a file per
 * language in {@code phrases/}; a line has a kind, a place and the phrase, separated by tabs.
 */
final class TalkPhrases {

  /** Languages with a file. */
  static final List<String> LANGUAGES =
      List.of("ar", "de", "en", "es", "fr", "hi", "it", "ja", "nl", "pl", "pt", "ru", "tr", "zh");

  /** Length in characters of {@link Place#END}. */
  private static final int END = 300;

  private static final TalkPhrases BUILT_IN = new TalkPhrases();

  private final SortedMap<String, List<Phrase>> byLanguage = new TreeMap<>();

  private TalkPhrases() {
    for (String language : LANGUAGES) {
      byLanguage.put(language, read(language));
    }
  }

  static TalkPhrases builtIn() {
    return BUILT_IN;
  }

  List<Phrase> of(String language) {
    return byLanguage.getOrDefault(language, List.of());
  }

  enum Kind {
    REFUSAL,
    TALK
  }

  /** Where in an answer a phrase counts. */
  enum Place {
    START,
    ANYWHERE,
    END
  }

  /**
   * @param text {@linkplain #normalised normalised}
   */
  record Phrase(Kind kind, Place place, String text) {

    /** Whether a normalised answer has the phrase at its place. */
    boolean isIn(String answer) {
      return switch (place) {
        case START -> answer.startsWith(text) && endsWord(answer, text.length());
        case ANYWHERE -> isWithin(answer, 0);
        case END -> isWithin(answer, Math.max(0, answer.length() - END));
      };
    }

    private boolean isWithin(String answer, int from) {
      for (int at = answer.indexOf(text, from); at >= 0; at = answer.indexOf(text, at + 1)) {
        boolean starts = at == 0 || !spacedLetter(answer.codePointBefore(at));
        if (starts && endsWord(answer, at + text.length())) {
          return true;
        }
      }
      return false;
    }

    private boolean endsWord(String answer, int end) {
      return end >= answer.length()
          || !spacedLetter(answer.codePointAt(end))
          || !spacedLetter(text.codePointBefore(text.length()));
    }

    private static boolean spacedLetter(int c) {
      return Tokens.isWordPart(c) && !Tokens.isUnspaced(c);
    }
  }

  /** Lower case, one kind of apostrophe and of space, no punctuation at the start. */
  static String normalised(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        space = true;
      } else if (!out.isEmpty() || Tokens.isWordPart(c)) {
        if (space && !out.isEmpty()) {
          out.append(' ');
        }
        space = false;
        out.appendCodePoint(plain(c));
      }
    }
    return out.toString();
  }

  private static int plain(int c) {
    return c == '\u2019' || c == '\u2018' || c == '\u02BC' ? '\'' : Character.toLowerCase(c);
  }

  private static List<Phrase> read(String language) {
    String name = "phrases/" + language + ".tsv";
    return ResourceLines.of(TalkPhrases.class, name).stream()
        .map(line -> phrase(line, name))
        .toList();
  }

  private static Phrase phrase(String line, String name) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 3) {
      throw new IllegalStateException(name + " has the line '" + line + "'");
    }
    return new Phrase(
        Kind.valueOf(fields[0].toUpperCase(Locale.ROOT)),
        Place.valueOf(fields[1].toUpperCase(Locale.ROOT)),
        normalised(fields[2]));
  }
}
