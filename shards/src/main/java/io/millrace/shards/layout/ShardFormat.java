package io.millrace.shards.layout;

import java.util.Locale;
import java.util.Optional;

/** Formats a shard can be written in; documents and pairs have some of them each. */
public enum ShardFormat {
  /** One JSON object a line, in zstd frames of about 4 MiB. */
  JSONL("jsonl.zst"),
  /** Apache Parquet, zstd, row groups of about 32 MiB; of pairs, with the images in it. */
  PARQUET("parquet"),
  /** Tar files of images, their texts and JSON, as WebDataset and img2dataset have them. */
  WEBDATASET("tar");

  private final String extension;

  ShardFormat(String extension) {
    this.extension = extension;
  }

  /** Whether documents can be written so. */
  public boolean holdsDocuments() {
    return this != WEBDATASET;
  }

  /** Whether image-text pairs can be written so. */
  public boolean holdsPairs() {
    return this != JSONL;
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
