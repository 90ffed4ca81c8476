package io.millrace.connectors.models;

/** A package of a public registry that contains a file. */
public sealed interface PackageFile extends PackageSource
    permits MavenArtifact, NpmPackage, PipPackage {

  String name();

  String version();

  /** Path of the file inside the package; "" for the package file itself. */
  String member();
}
