package io.millrace.pipelines.commit;

import io.millrace.pipelines.recipe.Recipe;
import io.millrace.shards.layout.Manifest;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;

/**
 * Makes the reports of a window, on the worker that commits it: content by file name; the files are
 * in the root of the window's output. They depend only on the content of the window.
 */
@FunctionalInterface
public interface WindowReporter extends Serializable {

  /** Makes no reports. */
  WindowReporter NONE = (recipe, result, manifest) -> Collections.emptySortedMap();

  SortedMap<String, byte[]> files(Recipe recipe, RunResult result, Manifest manifest);
}
