package io.millrace.pipelines.commit;

import io.millrace.shards.layout.Manifest;
import java.util.SortedMap;

/** Makes the reports of a run: content by file name; the files are in the root of the output. */
@FunctionalInterface
public interface RunReporter {
  SortedMap<String, byte[]> files(RunResult result, Manifest manifest);
}
