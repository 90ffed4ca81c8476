package io.millrace.langid;

/**
 * Names the language of a text. Implementations are used by one thread at a time and may keep
 * buffers.
 */
public interface LanguageIdentifier {

  /** The most probable language. For a text without words: language "" and score 0. */
  Prediction identify(String text);

  /**
   * @param language an ISO 639 code, or what a fastText model says, without its prefix
   * @param score probability in 0..1; fastText's own arithmetic can exceed 1 by some 1e-5
   */
  record Prediction(String language, double score) {}
}
