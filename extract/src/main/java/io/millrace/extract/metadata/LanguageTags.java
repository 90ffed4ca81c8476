package io.millrace.extract.metadata;

import io.millrace.extract.tree.MarkupText;
import java.util.Locale;
import java.util.Set;

/** Language tags as pages write them, brought to BCP 47 form. */
final class LanguageTags {

  /** Codes that the JDK takes for one another, old ones and new ones. */
  private static final Set<String> CHANGED = Set.of("iw", "he", "in", "id", "ji", "yi");

  private LanguageTags() {}

  /**
   * {@code EN_us} becomes {@code en-US}; of a list the first counts. What is no tag, or names no
   * language, is "".
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

  /** Whether it is a language, or one and a country, as they are to be written. */
  private static boolean isUsual(String tag) {
    boolean letters = tag.length() == 2 || tag.length() == 5 && tag.charAt(2) == '-';
    for (int i = 0; i < tag.length() && letters; i++) {
      char first = i < 2 ? 'a' : 'A';
      letters = i == 2 || tag.charAt(i) >= first && tag.charAt(i) < first + 26;
    }
    return letters && !CHANGED.contains(tag.substring(0, 2));
  }

  /** The first subtag, "" of nothing. */
  static String language(String tag) {
    int end = tag.indexOf('-');
    return end < 0 ? tag : tag.substring(0, end);
  }
}
