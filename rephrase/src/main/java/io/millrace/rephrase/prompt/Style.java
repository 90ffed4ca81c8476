package io.millrace.rephrase.prompt;

import io.millrace.rephrase.gate.AnswerKind;
import java.util.SortedSet;

/**
 * A way of rephrasing.
 *
 * @param name lower case with hyphens, as recipes write it
 * @param description in one line
 * @param source paper or project it comes from
 * @param form of an answer
 * @param envelope around an answer
 * @param kind how it changes the amount of text, which selects the limits of the gates
 * @param temperature default sampling temperature
 * @param topP default share of probability
 * @param appended whether answers follow the source text instead of replacing it
 * @param languages ISO 639 codes of the languages of its instructions
 */
public record Style(
    String name,
    String description,
    String source,
    Form form,
    Envelope envelope,
    AnswerKind kind,
    StyleLimits limits,
    double temperature,
    double topP,
    boolean appended,
    SortedSet<String> languages) {

  /** Form of an answer, which the reader can check. */
  public enum Form {
    /** Running text. */
    PROSE,
    /** Pairs of a question and its answer, each after its marker. */
    QUESTIONS,
    /** A list with a bullet for each item. */
    LIST,
    /** One Markdown table. */
    TABLE,
    /** Turns of a user and an assistant, each after its marker. */
    DIALOGUE,
    /** Numbered steps with an optional introduction. */
    STEPS
  }

  /** Envelope of an answer, outside of which text is cut off. */
  public enum Envelope {
    NONE,
    /** A required first line; without it the answer is not used (Nemotron-CC). */
    PREAMBLE,
    /** A pair of tags (Pieler et al. 2024). */
    TAGS
  }
}
