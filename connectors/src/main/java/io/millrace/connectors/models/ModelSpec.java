package io.millrace.connectors.models;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A file that the program needs and does not ship.
 *
 * @param name name in recipes and on the command line
 * @param fileName its name in the cache
 * @param sha256 in lower-case hex
 * @param bytes its exact size
 * @param licence SPDX identifier
 * @param officialUrl where its makers publish it; "" if they do not
 * @param packages packages of its makers, or of those who build on it, in the order in which to try
 *     them
 * @param unrelated packages whose names have nothing to do with it and that hold it all the same;
 *     tried after the others, and only when the user asks for them
 * @param terms address of the terms that a user must have accepted before it is fetched; "" if its
 *     licence asks for no such thing
 */
public record ModelSpec(
    String name,
    String fileName,
    String sha256,
    long bytes,
    String licence,
    String officialUrl,
    List<PackageSource> packages,
    List<PackageSource> unrelated,
    String terms) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /**
   * @throws IllegalArgumentException if the file name could leave a folder, the hash is not one, or
   *     the size is not positive
   */
  public ModelSpec {
    if (!PLAIN.matcher(fileName).matches()) {
      throw new IllegalArgumentException("'fileName' is '" + fileName + "'; it must be plain");
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("'sha256' is '" + sha256 + "'; it must be 64 hex digits");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("'bytes' is " + bytes + "; it must be at least 1");
    }
    packages = List.copyOf(packages);
    unrelated = List.copyOf(unrelated);
  }

  /** A file whose licence need not be accepted first. */
  public ModelSpec(
      String name,
      String fileName,
      String sha256,
      long bytes,
      String licence,
      String officialUrl,
      List<PackageSource> packages) {
    this(name, fileName, sha256, bytes, licence, officialUrl, packages, List.of());
  }

  /** A file that packages of unrelated names hold too. */
  public ModelSpec(
      String name,
      String fileName,
      String sha256,
      long bytes,
      String licence,
      String officialUrl,
      List<PackageSource> packages,
      List<PackageSource> unrelated) {
    this(name, fileName, sha256, bytes, licence, officialUrl, packages, unrelated, "");
  }
}
