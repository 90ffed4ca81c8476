package io.millrace.pipelines.flow;

import io.millrace.pipelines.engine.Engine;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Recipe;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run to be done.
 *
 * @param models local files of the models the recipe needs, by name
 * @param output address of the output directory
 * @param whenThere what to do when there is something in it
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
   * What the run of an output is called in logs, and as a job of Flink: the same for each life of a
   * service.
   *
   * @param output its address
   */
  public static String id(String output) {
    return Engine.jobName(output);
  }

  /** The same with another recipe. */
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
   * A model that was found.
   *
   * @param path local file
   * @param sha256 of its bytes, in hexadecimal
   */
  public record ModelFile(String path, String sha256) {}
}
