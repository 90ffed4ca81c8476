package io.millrace.pipelines.chain;

import io.millrace.dedup.MarkPartitions;
import java.util.SortedMap;

/**
 * What steps need beside their settings.
 *
 * @param models local files of models by name; one that is missing is taken for the path itself
 * @param marks where comparing stages put their marks
 */
public record ChainResources(SortedMap<String, String> models, MarkPartitions marks) {

  /** For a chain that is only looked at: its marks go nowhere. */
  public static ChainResources withoutMarks(SortedMap<String, String> models) {
    return new ChainResources(models, new MarkPartitions(1, 0, 1, (partition, block) -> {}));
  }
}
