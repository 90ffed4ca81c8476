package io.millrace.app;

/** The version, as manifests and {@code --version} show it. */
final class Version {

  /** A test compares it with the build's own. */
  static final String TEXT = "0.1.0";

  private Version() {}
}
