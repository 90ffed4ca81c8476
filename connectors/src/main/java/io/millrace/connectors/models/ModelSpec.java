package io.millrace.connectors.models;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A file that the program needs and that is not part of it.
 *
 * @param name name in recipes and on the command line
 * @param fileName name in the cache
 * @param sha256 in lower-case hex
 * @param bytes exact size
 * @param licence SPDX identifier
 * @param officialUrl address at its publisher; "" if there is none
 * @param packages packages of its publisher or of projects that use it, in the order to try them
 * @param unrelated packages with unrelated names that contain the file; tried last, and only on
 *     request of the user
 * @param terms address of the terms that the user must accept before the download; "" if there are
 *     none
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
   * @throws IllegalArgumentException if the file name is not plain, the hash is not a SHA-256, or
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

  /** A file without terms and unrelated packages. */
  public ModelSpec(
      String name,
      String fileName,
      String sha256,
      long bytes,
      String licence,
      String officialUrl,
      List<PackageSource> packages) {
    this(name, fileName, sha256, bytes, licence, officialUrl, packages, List.of(), "");
  }
}
