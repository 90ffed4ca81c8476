package io.millrace.pipelines.recipe;

import io.millrace.corpus.config.SettingsModel;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names that recipes can use.
 *
 * @param stages settings record of each stage
 * @param inputs settings record of each kind of input; one with a component {@code List<String>
 *     paths} has the short form {@code warc: GLOB}
 * @param models names of models for which a recipe can give a local path
 * @param check checks of combinations
 */
public record StageCatalog(
    Map<String, Class<? extends Record>> stages,
    Map<String, Class<? extends Record>> inputs,
    Set<String> models,
    RecipeCheck check) {

  /**
   * @throws IllegalArgumentException if a class is not a settings record
   */
  public StageCatalog {
    stages = checked(stages);
    inputs = checked(inputs);
    SortedSet<String> sorted = new TreeSet<>(models);
    models = Collections.unmodifiableSortedSet(sorted);
  }

  private static SortedMap<String, Class<? extends Record>> checked(
      Map<String, Class<? extends Record>> records) {
    records.values().forEach(SettingsModel::of);
    return Collections.unmodifiableSortedMap(new TreeMap<>(records));
  }
}
