package io.millrace.trainer.data;

/**
 * An amount of text.
 *
 * @param documents number of documents
 * @param bytes bytes of their texts in UTF-8; in folders of tokens the number of tokens
 */
public record Size(long documents, long bytes) {

  public static final Size NONE = new Size(0, 0);

  public Size plus(Size other) {
    return new Size(documents + other.documents, bytes + other.bytes);
  }

  /** What mixtures count: bytes, plus one per document so that no document counts 0. */
  long weight() {
    return documents + bytes;
  }
}
