package io.millrace.connectors.shards;

import java.util.Locale;
import java.util.Optional;

/** Formats a shard can be written in. */
public enum ShardFormat {
  /** One JSON object a line, in zstd frames of about 4 MiB. */
  JSONL("jsonl.zst"),
  /** Apache Parquet, zstd, row groups of about 32 MiB. */
  PARQUET("parquet");

  private final String extension;

  ShardFormat(String extension) {
    this.extension = extension;
  }

  /** Name in recipes. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** End of the file name, without its dot. */
  public String extension() {
    return extension;
  }

  /** The format a file name ends in. */
  public static Optional<ShardFormat> ofPath(String path) {
    for (ShardFormat format : values()) {
      if (path.endsWith("." + format.extension)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
