package io.millrace.pipelines.recipe;

import io.millrace.api.Setting;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of a recipe besides its inputs and stages.
 *
 * @param name name of the recipe
 * @param windows windows of event time
 * @param output the output files
 * @param tolerance largest share of failed records, 0 to 1
 * @param verdictSignals which stages measure a dropped document
 * @param models local files of models, by the model's name
 */
public record RecipeSettings(
    @Setting("Name of the recipe.") String name,
    @Setting("How records are cut into windows by their time.") WindowSettings windows,
    @Setting("The output files.") OutputSettings output,
    @Setting(
            value = "Largest share of records that may fail before the run does.",
            min = 0,
            max = 1)
        double tolerance,
    @Setting(
            "Signals in the verdict of a dropped document: of all stages, so that thresholds can be"
                + " tried out without another run, or only until the one that dropped it, which"
                + " saves the time that later stages take to measure it.")
        VerdictSignals verdictSignals,
    @Setting("Local files of models, by the model's name; others are looked up and downloaded.")
        SortedMap<String, String> models) {

  public RecipeSettings {
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
  }

  public static RecipeSettings defaults() {
    return new RecipeSettings(
        "",
        WindowSettings.defaults(),
        OutputSettings.defaults(),
        .01,
        VerdictSignals.ALL,
        Collections.emptySortedMap());
  }
}
