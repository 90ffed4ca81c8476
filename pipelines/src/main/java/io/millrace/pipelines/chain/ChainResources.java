package io.millrace.pipelines.chain;

import io.millrace.dedup.HashKeys;
import io.millrace.dedup.MarkPartitions;
import io.millrace.dedup.MinHashSettings;
import io.millrace.images.hash.ImageDedupSettings;
import io.millrace.pipelines.recipe.Recipe;
import java.util.SortedMap;

/**
 * What steps need beside their settings.
 *
 * @param models local files of models by name; one that is missing is taken for the path itself
 * @param marks where comparing stages put their marks
 */
public record ChainResources(SortedMap<String, String> models, MarkPartitions marks) {

  /** For a chain whose comparing stages are not asked: their marks go nowhere. */
  public static ChainResources withoutMarks(Recipe recipe, SortedMap<String, String> models) {
    return new ChainResources(
        models, new MarkPartitions(1, sketchLength(recipe), 1, (partition, block) -> {}));
  }

  /**
   * Bytes of a sketch in every mark block of a recipe's run; 0 when it has no near-duplicate stage.
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
