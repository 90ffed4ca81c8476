package io.millrace.rephrase.prompt;

/** The language in which a model is told what to do; which is best is to be measured. */
public enum Instructions {
  /** That of the document where the style has it, else English. */
  OWN,
  /** Always English; the answer is demanded in the document's language all the same. */
  ENGLISH
}
