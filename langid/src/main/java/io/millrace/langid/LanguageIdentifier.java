package io.millrace.langid;

/** Finds the language of a text. Used by one thread at a time; may keep buffers. */
public interface LanguageIdentifier {

  /** The most probable language. For a text without words: language "" and score 0. */
  Prediction identify(String text);

  /**
   * @param language an ISO 639 code, or the label of a fastText model without its prefix
   * @param score probability, 0..1; fastText's arithmetic can exceed 1 by about 1e-5
   */
  record Prediction(String language, double score) {}
}
