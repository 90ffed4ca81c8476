package io.millrace.corpus;

import io.millrace.api.DocumentView;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One text and its origin. The JSON names are the components in snake case, as in CulturaX and
 * FineWeb.
 *
 * @param language ISO 639 code as lid.176 gives it, or "" while unknown
 * @param languageScore probability of the language in 0..1; 0 while unknown
 * @param origin of a rephrased document: what it was made from
 */
public record Document(
    String id,
    String text,
    String url,
    String timestamp,
    String source,
    String language,
    double languageScore,
    SortedMap<String, String> metadata,
    Optional<Origin> origin)
    implements InputRecord, DocumentView {

  /** A document that was not rephrased. */
  public Document(
      String id,
      String text,
      String url,
      String timestamp,
      String source,
      String language,
      double languageScore,
      SortedMap<String, String> metadata) {
    this(id, text, url, timestamp, source, language, languageScore, metadata, Optional.empty());
  }

  public Document withText(String newText) {
    return new Document(
        id, newText, url, timestamp, source, language, languageScore, metadata, origin);
  }

  public Document withUrl(String newUrl) {
    return new Document(
        id, text, newUrl, timestamp, source, language, languageScore, metadata, origin);
  }

  public Document withLanguage(String newLanguage, double newScore) {
    return new Document(id, text, url, timestamp, source, newLanguage, newScore, metadata, origin);
  }

  public Document withMetadata(SortedMap<String, String> newMetadata) {
    return new Document(
        id, text, url, timestamp, source, language, languageScore, newMetadata, origin);
  }

  public Document withOrigin(Origin newOrigin) {
    return with(id, text, newOrigin);
  }

  /** The document that a model made from this one: a new text with a new id. */
  public Document rephrased(Origin from, String newText) {
    return with(from.rephrasedId(), newText, from);
  }

  private Document with(String newId, String newText, Origin newOrigin) {
    return new Document(
        newId,
        newText,
        url,
        timestamp,
        source,
        language,
        languageScore,
        metadata,
        Optional.of(newOrigin));
  }
}
