package io.millrace.rephrase.prompt;

/** Language of the instructions to a model. */
public enum Instructions {
  /** The language of the document if the style has it, else English. */
  OWN,
  /** Always English; the answer must still be in the language of the document. */
  ENGLISH
}
