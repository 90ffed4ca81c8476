package io.millrace.pipelines.flow;

import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.error.ErrorKind;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.DocumentChain;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.step.StagePreparationException;
import java.io.IOException;

/** Builds the chain of a recipe once before the output is touched, so that errors show early. */
public final class CheckedChain {

  private CheckedChain() {}

  /**
   * Builds the chain, loads its models and looks for its programs.
   *
   * @throws MillraceException when a list, model or program is missing or not valid
   */
  public static DocumentChain of(Recipe recipe, MillPlan plan) {
    try {
      Stages.checkModelFiles(recipe);
      DocumentChain chain =
          Stages.chain(recipe, ChainResources.withoutMarks(recipe, plan.models()));
      prepare(recipe, chain);
      return chain;
    } catch (IllegalArgumentException | IOException wrong) {
      throw new MillraceException(ErrorKind.WRONG_USE, wrong.getMessage(), wrong);
    }
  }

  /** Reports a failure at the line of the stage that needs what is missing. */
  private static void prepare(Recipe recipe, DocumentChain chain) throws IOException {
    try {
      chain.prepare();
    } catch (StagePreparationException wrong) {
      for (Recipe.Stage stage : recipe.stages()) {
        if (stage.name().equals(wrong.stage())) {
          throw new ConfigException(
              stage.place(), "stage '" + stage.name() + "': " + wrong.getMessage());
        }
      }
      throw wrong;
    }
  }
}
