package io.millrace.pipelines.run;

import io.millrace.pipelines.recipe.Recipe;
import java.util.SortedMap;

/**
 * A run to be done.
 *
 * @param models local files of the models the recipe needs, by name
 * @param output address of the output directory
 * @param whenThere what to do when there is something in it
 */
public record RunRequest(
    Recipe recipe,
    SortedMap<String, ModelFile> models,
    String output,
    OutputFolder.WhenThere whenThere,
    EngineSettings engine) {

  /**
   * A model that was found.
   *
   * @param path local file
   * @param sha256 of its bytes, in hexadecimal
   */
  public record ModelFile(String path, String sha256) {}
}
