package io.millrace.connectors.read;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The content of a message. */
public enum MessageKind {
  /** One WARC record, plain or gzipped. */
  WARC(InputKind.WARC),
  /** A JSON object with a page; see {@code PageJson}. */
  PAGE(null),
  /** A JSON object with a text, like a line of the input {@code jsonl} or a row of CulturaX. */
  DOCUMENT(InputKind.JSONL),
  /** A JSON object with the address of an image and its caption, like a line of an image list. */
  IMAGE_TEXT(InputKind.IMAGE_LIST);

  private final InputKind input;

  MessageKind(InputKind input) {
    this.input = input;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with this {@link #key}; empty when there is none. */
  public static Optional<MessageKind> of(String key) {
    return Stream.of(values()).filter(kind -> kind.key().equals(key)).findFirst();
  }

  /** The corresponding input of files; empty for pages, which no file contains. */
  public Optional<InputKind> input() {
    return Optional.ofNullable(input);
  }
}
