package io.millrace.rephrase.document;

import java.util.List;

/**
 * Chooses which documents are rephrased, in which styles and by which models. The choice depends
 * only on the facts of the document, so a repeated run makes the same choices.
 *
 * <p>Each choice is logged with its propensity and its result ({@link ChoiceRecord}), from which
 * another policy can be learned.
 */
@FunctionalInterface
public interface RephrasePolicy {

  /** The choices for a document; empty when it is not rephrased. */
  List<Choice> choose(DocumentFacts document);
}
