package io.millrace.connectors.models;

/** A place in public registries from which a file can be fetched. */
public sealed interface PackageSource permits PackageFile, JoinedPackages {}
