package io.millrace.rephrase.gate;

/** What a style does to the amount of text; decides which limits of length and facts hold. */
public enum AnswerKind {
  /** Says the same in other words: paraphrase, easier or harder language. */
  REWRITE,
  /** Says less: summaries, extracted knowledge, lists, tables. */
  CONDENSE,
  /** Says it at more length: dialogue, questions and answers, tutorials. */
  EXPAND
}
