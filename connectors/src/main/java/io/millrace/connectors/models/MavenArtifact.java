package io.millrace.connectors.models;

/**
 * A jar of a Maven repository, taken from the local repository or fetched by {@code mvn
 * dependency:copy}.
 *
 * @param group such as {@code org.apache.tika}
 * @param artifact such as {@code tika-core}
 * @param classifier such as {@code tests}; "" for the main jar
 * @param member path in the jar, such as {@code model.bin}; "" for the jar itself
 */
public record MavenArtifact(
    String group, String artifact, String version, String classifier, String member)
    implements PackageFile {

  @Override
  public String name() {
    return group + ":" + artifact;
  }

  String coordinates() {
    return name() + ":" + version + (classifier.isEmpty() ? "" : ":jar:" + classifier);
  }

  String path() {
    String file = artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier);
    return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + file + ".jar";
  }

  @Override
  public String toString() {
    return "Maven artifact " + coordinates();
  }
}
