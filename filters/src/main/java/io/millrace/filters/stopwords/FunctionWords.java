package io.millrace.filters.stopwords;

import io.millrace.corpus.ResourceLines;
import io.millrace.filters.text.WordSet;
import java.text.Normalizer;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Short lists of the most common function words of languages that {@link LuceneStopWords} lacks, by
 * the language codes of lid.176. From the resource {@code function-words.txt}.
 */
final class FunctionWords implements StopWords {

  private static final FunctionWords INSTANCE = new FunctionWords();

  private final SortedMap<String, WordSet> sets = new TreeMap<>();

  private FunctionWords() {
    ResourceLines.of(FunctionWords.class, "function-words.txt").forEach(this::put);
  }

  static FunctionWords get() {
    return INSTANCE;
  }

  /** Codes of the languages that have a list. */
  Set<String> languages() {
    return Collections.unmodifiableSet(sets.keySet());
  }

  @Override
  public Optional<WordSet> of(String language) {
    return Optional.ofNullable(sets.get(language));
  }

  private void put(String line) {
    int colon = line.indexOf(':');
    SortedSet<String> words = new TreeSet<>();
    for (String word : line.substring(colon + 1).strip().split(" ")) {
      words.add(word);
      // decomposed accents too, as in some Vietnamese texts
      words.add(Normalizer.normalize(word, Normalizer.Form.NFD));
    }
    sets.put(line.substring(0, colon), WordSet.of(words));
  }
}
