package io.millrace.connectors.models;

/** A place in public registries that a file can be had from. */
public sealed interface PackageSource permits PackageFile, JoinedPackages {}
