package io.millrace.corpus;

import java.util.SortedMap;

/**
 * One text with where it came from. JSON names are the components in snake case and agree with
 * CulturaX and FineWeb.
 *
 * @param language ISO 639 code as lid.176 gives it, or "" while unknown
 * @param languageScore probability of the language in 0..1; 0 while unknown
 */
public record Document(
    String id,
    String text,
    String url,
    String timestamp,
    String source,
    String language,
    double languageScore,
    SortedMap<String, String> metadata)
    implements InputRecord {

  public Document withText(String newText) {
    return new Document(id, newText, url, timestamp, source, language, languageScore, metadata);
  }

  public Document withLanguage(String newLanguage, double newScore) {
    return new Document(id, text, url, timestamp, source, newLanguage, newScore, metadata);
  }

  public Document withMetadata(SortedMap<String, String> newMetadata) {
    return new Document(id, text, url, timestamp, source, language, languageScore, newMetadata);
  }
}
