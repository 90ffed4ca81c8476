package io.millrace.connectors.read;

import java.util.Locale;
import java.util.Optional;

/** What a message of a topic holds. */
public enum MessageKind {
  /** One WARC record, plain or gzipped. */
  WARC(InputKind.WARC),
  /** A JSON object with a page: see {@code PageJson}. */
  PAGE(null),
  /** A JSON object with a text, as a line of the input {@code jsonl} or a row of CulturaX. */
  DOCUMENT(InputKind.JSONL),
  /** A JSON object with the address of an image and its caption, as a line of an image list. */
  IMAGE_TEXT(InputKind.IMAGE_LIST);

  private final InputKind input;

  MessageKind(InputKind input) {
    this.input = input;
  }

  /** Name in headers and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with this {@link #key}; empty when there is none. */
  public static Optional<MessageKind> of(String key) {
    for (MessageKind kind : values()) {
      if (kind.key().equals(key)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The input whose records such messages are; empty for pages, which come in no file. */
  public Optional<InputKind> input() {
    return Optional.ofNullable(input);
  }
}
