package io.millrace.connectors.read;

import java.util.Locale;

/** Formats a recipe can name as an input. */
public enum InputKind {
  WARC,
  CULTURAX,
  JSONL,
  TEXT;

  /** Name in recipes and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this {@link #key}. */
  public static InputKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
