package io.millrace.connectors.read;

import java.util.Locale;

/** Formats of inputs in recipes. */
public enum InputKind {
  WARC,
  /** Parquet files with one document a row. */
  PARQUET,
  /** Parquet files as in CulturaX: the folder's name is the language. */
  CULTURAX,
  JSONL,
  TEXT,
  /** Lists of image addresses and captions. */
  IMAGE_LIST,
  /** Tar files of images and captions. */
  WEBDATASET,
  /** Image files with captions in further files. */
  IMAGE_FOLDER;

  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static InputKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether its records are image-text pairs. */
  public boolean isImages() {
    return this == IMAGE_LIST || this == WEBDATASET || this == IMAGE_FOLDER;
  }
}
