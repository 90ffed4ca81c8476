package io.millrace.pipelines.flow;

import io.millrace.pipelines.engine.Engine;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Recipe;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The request of a run.
 *
 * @param models local files of the models the recipe needs, by name
 * @param output address of the output directory
 * @param whenThere what to do when the output exists
 * @param sampling which records of the input are taken
 */
public record RunRequest(
    Recipe recipe,
    SortedMap<String, ModelFile> models,
    String output,
    OutputFolder.WhenThere whenThere,
    EngineSettings engine,
    Sampling sampling) {

  /** A run over all records. */
  public RunRequest(
      Recipe recipe,
      SortedMap<String, ModelFile> models,
      String output,
      OutputFolder.WhenThere whenThere,
      EngineSettings engine) {
    this(recipe, models, output, whenThere, engine, Sampling.ALL);
  }

  /**
   * Name of the run of an output in logs, and of its Flink job; a restarted service keeps it.
   *
   * @param output address of the output
   */
  public static String id(String output) {
    return Engine.jobName(output);
  }

  public RunRequest with(Recipe other) {
    return new RunRequest(other, models, output, whenThere, engine, sampling);
  }

  /** Hashes of models by name. */
  public static SortedMap<String, String> hashes(SortedMap<String, ModelFile> models) {
    SortedMap<String, String> hashes = new TreeMap<>();
    models.forEach((name, file) -> hashes.put(name, file.sha256()));
    return hashes;
  }

  /**
   * A model that the recipe needs.
   *
   * @param path local file
   * @param sha256 of its bytes, in hexadecimal
   */
  public record ModelFile(String path, String sha256) {}
}
