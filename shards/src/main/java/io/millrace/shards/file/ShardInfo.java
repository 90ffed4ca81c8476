package io.millrace.shards.file;

import java.util.Comparator;
import java.util.Objects;

/**
 * One finished file of an output.
 *
 * @param path path relative to the output's root, with forward slashes
 * @param records number of lines or rows
 * @param bytes size
 * @param sha256 64 lower-case hexadecimal digits
 */
public record ShardInfo(String path, long records, long bytes, String sha256)
    implements Comparable<ShardInfo> {

  private static final Comparator<ShardInfo> ORDER =
      Comparator.comparing(ShardInfo::path)
          .thenComparingLong(ShardInfo::records)
          .thenComparingLong(ShardInfo::bytes)
          .thenComparing(ShardInfo::sha256);

  public ShardInfo {
    Objects.requireNonNull(path, "path");
    if (records < 0 || bytes < 0) {
      throw new IllegalArgumentException("a count of " + path + " is negative");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256 of " + path + " is '" + sha256 + "', must be 64 lower-case hexadecimal digits");
    }
  }

  /** By path. */
  @Override
  public int compareTo(ShardInfo other) {
    return ORDER.compare(this, other);
  }
}
