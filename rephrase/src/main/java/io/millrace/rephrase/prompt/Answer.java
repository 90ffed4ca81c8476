package io.millrace.rephrase.prompt;

import java.util.List;

/** An answer of a model, after reading. */
public sealed interface Answer {

  /**
   * An answer of the required shape.
   *
   * @param text in canonical form: markers in the language of the document, uniform lists and
   *     tables, no wrapping
   * @param pairs of questions and answers, else empty
   * @param items of a list, steps of a tutorial, turns of a dialogue or rows of a table (its head
   *     first), else empty
   */
  record Read(String text, List<Pair> pairs, List<String> items) implements Answer {
    public Read {
      pairs = List.copyOf(pairs);
      items = List.copyOf(items);
    }
  }

  /**
   * An answer that cannot be used.
   *
   * @param detail explains the reason in a few English words
   */
  record Malformed(Reason reason, String detail) implements Answer {}

  /** A question with its answer. */
  record Pair(String question, String answer) {}

  /** Why an answer cannot be used. */
  enum Reason {
    EMPTY,
    TOO_LONG,
    NO_PREAMBLE,
    NO_TAGS,
    /** There is text besides the required parts. */
    UNEXPECTED_TEXT,
    NO_QUESTIONS,
    QUESTION_WITHOUT_ANSWER,
    NO_TABLE,
    /** Rows of different widths. */
    RAGGED_TABLE,
    TOO_FEW_ITEMS,
    /** Turns that do not alternate, or steps that are not numbered from 1. */
    OUT_OF_ORDER
  }
}
