package io.millrace.rephrase.gate;

/** Identifies the language of an answer. The caller of the gates supplies it. */
@FunctionalInterface
public interface LanguageGuesser {

  /** Identifies no language, so that only the script of answers is checked. */
  LanguageGuesser NONE = text -> new Guess("", 0);

  /** The most probable language of a text. */
  Guess identify(String text);

  /**
   * An identified language.
   *
   * @param language ISO 639 code as in lid.176; "" if there is none
   * @param score confidence, 0 to 1
   */
  record Guess(String language, double score) {}
}
