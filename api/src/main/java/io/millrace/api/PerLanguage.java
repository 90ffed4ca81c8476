package io.millrace.api;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A number that may differ by language. In a recipe it is a number, or a mapping of language codes
 * to numbers in which {@code default} applies to all other languages: {@code .3} or {@code
 * {default: .3, de: .4}}.
 *
 * @param byDefault value for languages that are not named
 * @param languages values of the named languages
 */
public record PerLanguage(double byDefault, SortedMap<String, Double> languages) {

  /** Code of an unknown language; documents have "" instead. */
  public static final String UNKNOWN = "und";

  public PerLanguage {
    languages = Collections.unmodifiableSortedMap(new TreeMap<>(languages));
  }

  public static PerLanguage of(double value) {
    return new PerLanguage(value, Collections.emptySortedMap());
  }

  public static PerLanguage of(double byDefault, Map<String, Double> languages) {
    return new PerLanguage(byDefault, new TreeMap<>(languages));
  }

  /**
   * The value for a language.
   *
   * @param language code; "" means unknown and reads the value of {@code und}
   */
  public double of(String language) {
    Double own = languages.get(language.isEmpty() ? UNKNOWN : language);
    return own == null ? byDefault : own;
  }
}
