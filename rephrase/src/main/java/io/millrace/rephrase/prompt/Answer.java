package io.millrace.rephrase.prompt;

import java.util.List;

/** What a model's answer turned out to be. */
public sealed interface Answer {

  /**
   * An answer of the demanded shape.
   *
   * @param text in canonical form: markers in the document's language, one way to write lists and
   *     tables, nothing around it
   * @param pairs of a style of questions, else empty
   * @param items of a list, the steps of a tutorial, the turns of a dialogue or the rows of a table
   *     (its head first), else empty
   */
  record Read(String text, List<Pair> pairs, List<String> items) implements Answer {
    public Read {
      pairs = List.copyOf(pairs);
      items = List.copyOf(items);
    }
  }

  /**
   * An answer that is not of use.
   *
   * @param detail a few words for people, in English
   */
  record Malformed(Reason reason, String detail) implements Answer {}

  /** A question with its answer. */
  record Pair(String question, String answer) {}

  /** Why an answer is of no use. */
  enum Reason {
    EMPTY,
    TOO_LONG,
    NO_PREAMBLE,
    NO_TAGS,
    /** Something stands beside what the style demands. */
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
