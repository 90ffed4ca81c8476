package io.millrace.pipelines.recipe;

import io.millrace.api.Setting;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a recipe says beside its inputs and stages.
 *
 * @param name for people
 * @param windows how a run is cut by time
 * @param output the files written
 * @param tolerance largest share of failed records, 0 to 1
 * @param verdictSignals how far the signals of a dropped document go
 * @param models local files of models, by the model's name
 */
public record RecipeSettings(
    @Setting("Name of the recipe, for people.") String name,
    @Setting("How records are cut into windows by their time.") WindowSettings windows,
    @Setting("The files written.") OutputSettings output,
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
