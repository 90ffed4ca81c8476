package io.millrace.extract;

import java.util.Locale;

/** Language tags as pages write them, brought to BCP 47 form. */
final class LanguageTags {

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
    int encoding = tag.indexOf('.');
    Locale locale = Locale.forLanguageTag(encoding < 0 ? tag : tag.substring(0, encoding));
    String language = locale.getLanguage();
    return language.length() < 2 || language.length() > 3 || language.equals("und")
        ? ""
        : locale.stripExtensions().toLanguageTag();
  }

  /** The first subtag, "" of nothing. */
  static String language(String tag) {
    int end = tag.indexOf('-');
    return end < 0 ? tag : tag.substring(0, end);
  }
}
