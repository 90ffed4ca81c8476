package io.millrace.api;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the text of a setting, each text of a list, or each key of a mapping means. The reader of
 * recipes rejects languages that are not ISO 639 codes.
 */
public enum Names {
  /** Any text; nothing is checked. */
  ANYTHING,

  /** A language. */
  LANGUAGES,

  /** Languages separated by spaces, as keys and as values. */
  LANGUAGE_LISTS,

  /** {@code LANGUAGE} or {@code LANGUAGE/SOURCE}; {@code *} means any language. */
  LANGUAGES_AND_SOURCES;

  /** The languages that a text names; empty when it names none. */
  public List<String> languages(String text) {
    return switch (this) {
      case ANYTHING -> List.of();
      case LANGUAGES -> named(text);
      case LANGUAGE_LISTS -> Stream.of(text.split(" ")).flatMap(l -> named(l).stream()).toList();
      case LANGUAGES_AND_SOURCES -> {
        String language = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
        yield language.equals("*") ? List.of() : named(language);
      }
    };
  }

  private static List<String> named(String language) {
    return language.isEmpty() ? List.of() : List.of(language);
  }
}
