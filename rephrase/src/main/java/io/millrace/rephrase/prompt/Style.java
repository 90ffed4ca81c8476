package io.millrace.rephrase.prompt;

import io.millrace.rephrase.gate.AnswerKind;
import java.util.SortedSet;

/**
 * A way of rephrasing.
 *
 * @param name lower case with hyphens, as recipes write it
 * @param description one line for people
 * @param source paper or people it comes from
 * @param form what an answer consists of
 * @param envelope what an answer is wrapped in
 * @param kind what it does to the amount of text, by which its answers are judged
 * @param temperature default of the sampling
 * @param topP default of the sampling
 * @param appended whether answers follow the source text instead of replacing it
 * @param languages ISO 639 codes of the languages it has instructions in
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

  /** What the answer consists of; each can be checked by machine. */
  public enum Form {
    /** Running text. */
    PROSE,
    /** Pairs of a question and its answer, each behind its marker. */
    QUESTIONS,
    /** A list with a bullet for each item. */
    LIST,
    /** One Markdown table. */
    TABLE,
    /** Turns of a user and an assistant, each behind its marker. */
    DIALOGUE,
    /** Numbered steps, perhaps with an introduction. */
    STEPS
  }

  /** What the answer is wrapped in, so that talk around it can be cut off. */
  public enum Envelope {
    NONE,
    /** A required first line; without it the answer is thrown away (Nemotron-CC). */
    PREAMBLE,
    /** A pair of tags; what is outside is cut off (Pieler et al. 2024). */
    TAGS
  }
}
