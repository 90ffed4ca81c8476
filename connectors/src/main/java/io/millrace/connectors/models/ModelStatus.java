package io.millrace.connectors.models;

import java.nio.file.Path;

/**
 * What the cache has of a model.
 *
 * @param path where it is or would be
 */
public record ModelStatus(ModelSpec spec, Path path, State state) {

  /** State of a file in the cache. */
  public enum State {
    ABSENT,
    PRESENT,
    /** There, but of a wrong size or content; the next use replaces it. */
    CORRUPT
  }
}
