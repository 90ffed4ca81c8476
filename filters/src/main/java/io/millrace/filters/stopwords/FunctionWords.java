package io.millrace.filters.stopwords;

import io.millrace.filters.text.WordSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Short lists of the commonest function words of languages that {@link LuceneStopWords} lacks, in
 * {@code function-words.txt}. Under the language codes of lid.176.
 */
public final class FunctionWords implements StopWords {

  private static final FunctionWords INSTANCE = new FunctionWords();

  private final SortedMap<String, WordSet> sets = new TreeMap<>();

  private FunctionWords() {
    try (InputStream file = FunctionWords.class.getResourceAsStream("function-words.txt")) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(this::put);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static FunctionWords get() {
    return INSTANCE;
  }

  /** Codes of the languages that have a list. */
  public Set<String> languages() {
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
      // Vietnamese, for one, is also written with its accents apart
      words.add(Normalizer.normalize(word, Normalizer.Form.NFD));
    }
    sets.put(line.substring(0, colon), WordSet.of(words));
  }
}
