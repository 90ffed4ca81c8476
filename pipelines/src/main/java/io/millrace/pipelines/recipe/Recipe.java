package io.millrace.pipelines.recipe;

import io.millrace.corpus.config.Place;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A valid recipe.
 *
 * @param inputs the inputs
 * @param stages the stages in order; no stage occurs twice
 * @param settings all other settings
 */
public record Recipe(List<Input> inputs, List<Stage> stages, RecipeSettings settings) {

  /**
   * Files of one kind.
   *
   * @param settings the record that the catalog names for the kind
   */
  public record Input(String kind, Record settings, Place place) {}

  /**
   * One stage.
   *
   * @param settings the record that the catalog names for the stage
   */
  public record Stage(String name, Record settings, Place place) {}

  public Recipe {
    inputs = List.copyOf(inputs);
    stages = List.copyOf(stages);
  }

  public String name() {
    return settings.name();
  }

  public WindowSettings windows() {
    return settings.windows();
  }

  public OutputSettings output() {
    return settings.output();
  }

  /** Replaces {@code shards: auto} by a number. */
  public Recipe withShardsFor(long inputBytes) {
    return new Recipe(
        inputs,
        stages,
        new RecipeSettings(
            settings.name(),
            settings.windows(),
            settings.output().withShardsFor(inputBytes),
            settings.tolerance(),
            settings.verdictSignals(),
            settings.models()));
  }

  public double tolerance() {
    return settings.tolerance();
  }

  public VerdictSignals verdictSignals() {
    return settings.verdictSignals();
  }

  public SortedMap<String, String> models() {
    return settings.models();
  }

  /** Settings of a stage, or empty when the recipe does not have it. */
  public <T extends Record> Optional<T> stage(String name, Class<T> type) {
    return stages.stream()
        .filter(s -> s.name().equals(name))
        .map(s -> type.cast(s.settings()))
        .findFirst();
  }

  /**
   * The recipe as one line of JSON, with all defaults, sorted names, and without the secrets of
   * addresses, so that it can be published. It is a recipe itself, equal but for the secrets.
   * Recipes that differ only in form (order of settings, comments, 1 and 1.0) or in a password give
   * the same text.
   */
  public String canonicalJson() {
    return RecipeJson.line(RecipeJson.withoutSecrets(RecipeJson.of(this)));
  }

  /** As {@link #canonicalJson()}, with all secrets: only for workers. */
  public String jsonWithSecrets() {
    return RecipeJson.line(RecipeJson.of(this));
  }

  /** SHA-256 of {@link #canonicalJson()} in UTF-8, in hex. */
  public String hash() {
    return RecipeJson.sha256(canonicalJson());
  }
}
