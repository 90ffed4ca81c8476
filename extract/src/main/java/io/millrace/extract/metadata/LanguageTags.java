package io.millrace.extract.metadata;

import io.millrace.extract.tree.MarkupText;
import java.util.Locale;
import java.util.Set;

/** Normalises the language tags of pages to BCP 47. */
final class LanguageTags {

  /** Old and new codes that the JDK treats as equal. */
  private static final Set<String> CHANGED = Set.of("iw", "he", "in", "id", "ji", "yi");

  private LanguageTags() {}

  /**
   * Normalises a tag: {@code EN_us} becomes {@code en-US}. Uses the first tag of a list. Returns ""
   * for an invalid tag or one without language.
   */
  static String normalise(String stated) {
    String first = MarkupText.head(stated, 100).strip();
    int end = 0;
    while (end < first.length() && ", ;".indexOf(first.charAt(end)) < 0) {
      end++;
    }
    String tag = first.substring(0, end).replace('_', '-');
    if (isUsual(tag)) {
      return tag;
    }
    int encoding = tag.indexOf('.');
    Locale locale = Locale.forLanguageTag(encoding < 0 ? tag : tag.substring(0, encoding));
    String language = locale.getLanguage();
    return language.length() < 2 || language.length() > 3 || language.equals("und")
        ? ""
        : locale.stripExtensions().toLanguageTag();
  }

  /** Whether it is a normalised tag of a language, with or without country. */
  private static boolean isUsual(String tag) {
    boolean letters = tag.length() == 2 || tag.length() == 5 && tag.charAt(2) == '-';
    for (int i = 0; i < tag.length() && letters; i++) {
      char first = i < 2 ? 'a' : 'A';
      letters = i == 2 || tag.charAt(i) >= first && tag.charAt(i) < first + 26;
    }
    return letters && !CHANGED.contains(tag.substring(0, 2));
  }

  /** The first subtag, or "". */
  static String language(String tag) {
    int end = tag.indexOf('-');
    return end < 0 ? tag : tag.substring(0, end);
  }
}
