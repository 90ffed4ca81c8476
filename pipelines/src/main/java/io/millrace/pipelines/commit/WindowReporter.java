package io.millrace.pipelines.commit;

import io.millrace.pipelines.recipe.Recipe;
import io.millrace.shards.layout.Manifest;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;

/**
 * Makes the reports of a window on the worker that commits it: contents by name of the file, which
 * lies directly in the window's output. They depend on nothing but what is in the window.
 */
@FunctionalInterface
public interface WindowReporter extends Serializable {

  /** Makes none. */
  WindowReporter NONE = (recipe, result, manifest) -> Collections.emptySortedMap();

  SortedMap<String, byte[]> files(Recipe recipe, RunResult result, Manifest manifest);
}
