package io.millrace.filters.stopwords;

import io.millrace.filters.text.WordSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stop words by language: the most common function words, which nearly all running text has. Rules
 * on stop words do not apply to a language without a list.
 */
@FunctionalInterface
public interface StopWords {

  /**
   * @param language ISO 639 code of lid.176
   */
  Optional<WordSet> of(String language);

  /** The bundled lists: those of Lucene, and our own where Lucene has none. */
  static StopWords inTheBox() {
    return LuceneStopWords.get().or(FunctionWords.get());
  }

  /** Lists by language, for example learned from a corpus. */
  static StopWords of(Map<String, ? extends Collection<String>> lists) {
    SortedMap<String, WordSet> sets = new TreeMap<>();
    lists.forEach((language, words) -> sets.put(language, WordSet.of(words)));
    return language -> Optional.ofNullable(sets.get(language));
  }

  /** These lists, and those of another for languages without a list here. */
  default StopWords or(StopWords other) {
    return language -> {
      Optional<WordSet> own = of(language);
      return own.isPresent() ? own : other.of(language);
    };
  }
}
