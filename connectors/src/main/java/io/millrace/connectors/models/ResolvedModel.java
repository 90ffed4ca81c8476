package io.millrace.connectors.models;

import java.nio.file.Path;

/**
 * A file that is there and has been checked.
 *
 * @param path where it is
 * @param origin where it was found
 */
public record ResolvedModel(ModelSpec spec, Path path, Origin origin) {

  /** Places a file can come from, in the order in which they are tried. */
  public enum Origin {
    RECIPE,
    CACHE,
    OFFICIAL_URL,
    PACKAGE
  }
}
