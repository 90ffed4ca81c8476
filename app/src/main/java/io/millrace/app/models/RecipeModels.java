package io.millrace.app.models;

import io.millrace.connectors.models.ModelStore;
import io.millrace.connectors.models.ModelUnavailableException;
import io.millrace.connectors.models.ResolvedModel;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.RunRequest.ModelFile;
import io.millrace.pipelines.recipe.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the files of the models that a recipe needs. */
public final class RecipeModels {

  private RecipeModels() {}

  /** Finds the models that a recipe needs. */
  public static SortedMap<String, ModelFile> models(Recipe recipe) throws IOException {
    Stages.checkModelFiles(recipe);
    SortedMap<String, ModelFile> models = new TreeMap<>();
    for (String name : Stages.modelsOf(recipe)) {
      models.put(name, model(recipe, name));
    }
    return models;
  }

  /**
   * Finds the models that a recipe needs, and the model for rephrasing where it is available.
   * Without it prints a warning, and the run passes originals unchanged.
   */
  public static SortedMap<String, ModelFile> models(Recipe recipe, PrintWriter err)
      throws IOException {
    SortedMap<String, ModelFile> models = models(recipe);
    for (String name : Stages.generatorsOf(recipe)) {
      try {
        models.put(name, model(recipe, name));
      } catch (ModelUnavailableException missing) {
        err.println(
            "rephrase: model '"
                + name
                + "' is not available, so originals pass unchanged: "
                + missing.getMessage());
        err.flush();
      }
    }
    return models;
  }

  private static ModelFile model(Recipe recipe, String name) throws IOException {
    if (store().names().contains(name)) {
      Optional<Path> given = Optional.ofNullable(recipe.models().get(name)).map(Path::of);
      ResolvedModel found = store().resolve(name, given);
      return new ModelFile(found.path().toString(), found.spec().sha256());
    }
    return new ModelFile(name, ModelStore.sha256(Path.of(name)));
  }

  public static ModelStore store() {
    return ModelStore.of(System.getenv());
  }
}
