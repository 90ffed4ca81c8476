package io.millrace.pipelines.chain;

import io.millrace.dedup.HashKeys;
import io.millrace.dedup.MarkPartitions;
import io.millrace.dedup.MinHashSettings;
import io.millrace.images.hash.ImageDedupSettings;
import io.millrace.pipelines.recipe.Recipe;
import java.util.SortedMap;

/**
 * What steps need besides their settings.
 *
 * @param models local files of models by name; a name that is missing is used as the path
 * @param marks receives the marks of stages that compare documents
 */
public record ChainResources(SortedMap<String, String> models, MarkPartitions marks) {

  /** For a chain whose marks are not needed. */
  public static ChainResources withoutMarks(Recipe recipe, SortedMap<String, String> models) {
    return new ChainResources(
        models, new MarkPartitions(1, sketchLength(recipe), 1, (partition, block) -> {}));
  }

  /**
   * Bytes of a sketch in every mark block of a run; 0 when the recipe has no near-duplicate stage.
   */
  public static int sketchLength(Recipe recipe) {
    return recipe
        .stage(Stages.DEDUP_MINHASH, MinHashSettings.class)
        .map(MinHashSettings::permutations)
        .orElse(
            recipe.stage(Stages.IMAGE_DEDUP, ImageDedupSettings.class).isPresent()
                ? HashKeys.SKETCH
                : 0);
  }
}
