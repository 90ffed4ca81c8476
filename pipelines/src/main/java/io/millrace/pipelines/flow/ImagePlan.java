package io.millrace.pipelines.flow;

import io.millrace.corpus.Hash128;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Recipe;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Where the images of a run are fetched.
 *
 * @param isImageRun whether the run's records are image-text pairs
 * @param fetchStage place of {@code image-fetch} among the stages of the chain, -1 without it
 * @param mergesImages whether pairs of one image become one pair
 */
public record ImagePlan(boolean isImageRun, int fetchStage, boolean mergesImages) {

  /**
   * Partitions of the addresses to fetch. All addresses of a host are in one of them, so that one
   * worker alone sends requests to it.
   */
  private static final int PARTITIONS = 64;

  static ImagePlan of(Recipe recipe, List<String> chainStages) {
    return new ImagePlan(
        Stages.isImageRun(recipe),
        chainStages.indexOf(Stages.IMAGE_FETCH),
        chainStages.contains(Stages.IMAGE_DEDUP));
  }

  public boolean isFetched() {
    return fetchStage >= 0;
  }

  int partition(String url) {
    return (int) Long.remainderUnsigned(Hash128.of("host\n" + host(url)).low(), PARTITIONS);
  }

  /** The host of the address; the whole text if it has none. */
  private static String host(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? url : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noAddress) {
      return url;
    }
  }
}
