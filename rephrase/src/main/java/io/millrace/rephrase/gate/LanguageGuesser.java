package io.millrace.rephrase.gate;

/** Identifies the language of an answer; supplied by whoever runs the gates. */
@FunctionalInterface
public interface LanguageGuesser {

  /** Knows no language: that of answers is not checked, only their script. */
  LanguageGuesser NONE = text -> new Guess("", 0);

  /** The most probable language of a text. */
  Guess identify(String text);

  /**
   * A language and how sure the identifier is.
   *
   * @param language ISO 639 code as in lid.176; "" if there is none
   * @param score 0 to 1
   */
  record Guess(String language, double score) {}
}
