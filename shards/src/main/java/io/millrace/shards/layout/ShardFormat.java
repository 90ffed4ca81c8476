package io.millrace.shards.layout;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Formats of shards. */
public enum ShardFormat {
  /** One JSON object a line, in zstd frames of about 4 MiB. */
  JSONL("jsonl.zst"),
  /** Apache Parquet, zstd, row groups of about 32 MiB; pairs include their images. */
  PARQUET("parquet"),
  /** Tar files of images, texts and JSON, as in WebDataset and img2dataset. */
  WEBDATASET("tar");

  private final String extension;

  ShardFormat(String extension) {
    this.extension = extension;
  }

  /** Whether documents can be written in this format. */
  public boolean holdsDocuments() {
    return this != WEBDATASET;
  }

  /** Whether image-text pairs can be written in this format. */
  public boolean holdsPairs() {
    return this != JSONL;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Extension of file names, without the dot. */
  public String extension() {
    return extension;
  }

  /** The format of a file by the end of its name. */
  public static Optional<ShardFormat> ofPath(String path) {
    return Stream.of(values()).filter(each -> path.endsWith("." + each.extension)).findFirst();
  }
}
