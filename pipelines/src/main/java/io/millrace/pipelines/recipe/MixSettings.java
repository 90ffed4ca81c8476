package io.millrace.pipelines.recipe;

import io.millrace.api.Names;
import io.millrace.api.Setting;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often documents are written. The weight of a document is the product of the weights of its
 * language and its source; the default is 1.
 *
 * @param languages weights by language code
 * @param sources weights by source
 */
public record MixSettings(
    @Setting(
            value =
                "Weight of each language: .5 keeps half of its documents, 2 writes each twice; 1"
                    + " for a language that is not named.",
            min = 0,
            max = 100,
            names = Names.LANGUAGES)
        SortedMap<String, Double> languages,
    @Setting(
            value = "Weight of each source, multiplied with that of the language.",
            min = 0,
            max = 100)
        SortedMap<String, Double> sources) {

  public MixSettings {
    languages = Collections.unmodifiableSortedMap(new TreeMap<>(languages));
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  public static MixSettings defaults() {
    return new MixSettings(Collections.emptySortedMap(), Collections.emptySortedMap());
  }
}
