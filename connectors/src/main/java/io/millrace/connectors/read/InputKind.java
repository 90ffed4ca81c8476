package io.millrace.connectors.read;

import java.util.Locale;

/** Formats a recipe can name as an input. */
public enum InputKind {
  WARC,
  /** Parquet files with a document a row. */
  PARQUET,
  /** Parquet as CulturaX publishes it: the folder names the language. */
  CULTURAX,
  JSONL,
  TEXT,
  /** Addresses of images and their captions. */
  IMAGE_LIST,
  /** Tar files of images and captions. */
  WEBDATASET,
  /** Files of images, with captions in files beside them. */
  IMAGE_FOLDER;

  /** Name in recipes and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with this {@link #key}. */
  public static InputKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether its records are image-text pairs. */
  public boolean isImages() {
    return this == IMAGE_LIST || this == WEBDATASET || this == IMAGE_FOLDER;
  }
}
