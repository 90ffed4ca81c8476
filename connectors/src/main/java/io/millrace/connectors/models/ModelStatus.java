package io.millrace.connectors.models;

import java.nio.file.Path;

/**
 * State of a model in the cache.
 *
 * @param path its path in the cache, even if absent
 */
public record ModelStatus(ModelSpec spec, Path path, State state) {

  /** State of a file in the cache. */
  public enum State {
    ABSENT,
    PRESENT,
    /** Present with a wrong size or content; the next use replaces it. */
    CORRUPT
  }
}
