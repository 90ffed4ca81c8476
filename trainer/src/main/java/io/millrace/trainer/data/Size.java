package io.millrace.trainer.data;

/**
 * How much text there is.
 *
 * @param documents number
 * @param bytes of their texts in UTF-8
 */
public record Size(long documents, long bytes) {

  public static final Size NONE = new Size(0, 0);

  public Size plus(Size other) {
    return new Size(documents + other.documents, bytes + other.bytes);
  }

  /** What mixtures count: bytes, and one for each document so that none counts nothing. */
  long weight() {
    return documents + bytes;
  }
}
