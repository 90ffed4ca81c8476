package io.millrace.corpus;

import java.nio.charset.StandardCharsets;

/**
 * A document whose text is UTF-8 bytes, for steps that pass it on without reading it. A text is
 * encoded once on its way to its shard and never decoded.
 *
 * @param rest the document with the text ""
 * @param text well-formed UTF-8; not copied, so it must not be changed
 */
public record EncodedDocument(Document rest, byte[] text) {

  /** Encodes the text after replacing lone surrogates. */
  public static EncodedDocument of(Document document) {
    byte[] text = WellFormed.of(document.text()).getBytes(StandardCharsets.UTF_8);
    return new EncodedDocument(document.withText(""), text);
  }

  public Document decoded() {
    return rest.withText(new String(text, StandardCharsets.UTF_8));
  }
}
