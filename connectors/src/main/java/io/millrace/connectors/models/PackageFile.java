package io.millrace.connectors.models;

/** A package of a public registry that holds a file. */
public sealed interface PackageFile extends PackageSource
    permits MavenArtifact, NpmPackage, PipPackage {

  String name();

  String version();

  /** Path of the file inside the package; "" if the package file itself is meant. */
  String member();
}
