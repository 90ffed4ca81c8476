package io.millrace.connectors.shards;

import java.io.IOException;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Where the bytes of a file of an output go while it is written, usually a temporary name. */
@FunctionalInterface
public interface FileTargets {

  /**
   * @param path the name of the finished file in the output
   */
  ResourceId of(String path) throws IOException;
}
