package io.millrace.connectors.models;

import java.nio.file.Path;

/**
 * A model file that exists and was checked.
 *
 * @param path its path
 * @param origin place where it was found
 */
public record ResolvedModel(ModelSpec spec, Path path, Origin origin) {

  /** Places of a file, in the order in which they are tried. */
  public enum Origin {
    RECIPE,
    CACHE,
    OFFICIAL_URL,
    PACKAGE
  }
}
