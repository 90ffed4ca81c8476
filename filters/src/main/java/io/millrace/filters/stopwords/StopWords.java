package io.millrace.filters.stopwords;

import io.millrace.filters.text.WordSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stop words of languages: the commonest function words, which running text can hardly do
 * without. A language without a list has none rather than an empty one; rules on stop words then do
 * not apply.
 */
@FunctionalInterface
public interface StopWords {

  /**
   * @param language ISO 639 code as lid.176 gives it
   */
  Optional<WordSet> of(String language);

  /** The lists in the box: {@link LuceneStopWords}, and {@link FunctionWords} where it has none. */
  static StopWords inTheBox() {
    return LuceneStopWords.get().or(FunctionWords.get());
  }

  /** Lists given by language, such as those learned from a corpus. */
  static StopWords of(Map<String, ? extends Collection<String>> lists) {
    SortedMap<String, WordSet> sets = new TreeMap<>();
    lists.forEach((language, words) -> sets.put(language, WordSet.of(words)));
    return language -> Optional.ofNullable(sets.get(language));
  }

  /** These lists, and another's for languages that have none here. */
  default StopWords or(StopWords other) {
    return language -> {
      Optional<WordSet> own = of(language);
      return own.isPresent() ? own : other.of(language);
    };
  }
}
