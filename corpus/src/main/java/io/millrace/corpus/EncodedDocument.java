package io.millrace.corpus;

import java.nio.charset.StandardCharsets;

/**
 * A document whose text is in UTF-8, for those who pass it on and do not read it: from the chain to
 * its shard a text is encoded once and not decoded.
 *
 * @param rest all of the document but its text, which is "" here
 * @param text well-formed UTF-8; neither copied nor to be changed
 */
public record EncodedDocument(Document rest, byte[] text) {

  /** Encodes a text, made well formed. */
  public static EncodedDocument of(Document document) {
    byte[] text = WellFormed.of(document.text()).getBytes(StandardCharsets.UTF_8);
    return new EncodedDocument(document.withText(""), text);
  }

  /** The document with its text. */
  public Document decoded() {
    return rest.withText(new String(text, StandardCharsets.UTF_8));
  }
}
