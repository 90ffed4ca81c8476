package io.millrace.pipelines.takedown;

import io.millrace.shards.layout.Manifest;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;

/** Updates the reports of an output, which show excerpts. */
@FunctionalInterface
public interface ReportUpdate {

  /**
   * @param reports the current reports by name
   * @param after the new manifest
   * @param ids ids of records whose texts are removed
   * @return the new reports by the same names
   */
  SortedMap<String, byte[]> update(
      SortedMap<String, byte[]> reports, Manifest after, Set<String> ids) throws IOException;
}
