package io.millrace.rephrase.gate;

/** How a style changes the amount of text; selects the limits of length and facts. */
public enum AnswerKind {
  /** The same content in other words: paraphrase, easier or harder language. */
  REWRITE,
  /** Less content: summaries, extracted knowledge, lists, tables. */
  CONDENSE,
  /** Longer text: dialogue, questions and answers, tutorials. */
  EXPAND
}
