package io.millrace.pipelines.takedown;

import io.millrace.shards.layout.Manifest;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;

/** Makes the reports of an output anew: they show excerpts. */
@FunctionalInterface
public interface ReportUpdate {

  /**
   * @param reports the reports there are, by name
   * @param after the manifest as it will be
   * @param ids of records whose texts go
   * @return the reports as they will be, by the same names
   */
  SortedMap<String, byte[]> update(
      SortedMap<String, byte[]> reports, Manifest after, Set<String> ids) throws IOException;
}
