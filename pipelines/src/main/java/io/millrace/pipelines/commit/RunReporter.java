package io.millrace.pipelines.commit;

import io.millrace.shards.layout.Manifest;
import java.util.SortedMap;

/** Makes the reports of a run: contents by name of the file, which lies directly in the output. */
@FunctionalInterface
public interface RunReporter {
  SortedMap<String, byte[]> files(RunResult result, Manifest manifest);
}
