package io.millrace.rephrase.document;

import java.util.List;

/**
 * Decides which documents are rephrased, in which styles and by which models. A policy answers by
 * the document's facts alone, always the same: a run that is repeated chooses the same.
 *
 * <p>What was chosen is logged with its propensity and what came of it ({@link ChoiceRecord}), so
 * that a policy that learns can take its place.
 */
@FunctionalInterface
public interface RephrasePolicy {

  /** The choices for a document; none when it is left as it is. */
  List<Choice> choose(DocumentFacts document);
}
