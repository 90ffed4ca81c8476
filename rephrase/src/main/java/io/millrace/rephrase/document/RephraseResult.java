package io.millrace.rephrase.document;

import io.millrace.corpus.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Result of one choice for a document.
 *
 * @param id of the document
 * @param text the rephrased text; empty unless the outcome is {@link RephraseOutcome#REPHRASED}
 * @param origin source document, style, model and prompt, also without a text
 * @param passages all passages in order; empty when the document was too short
 */
public record RephraseResult(
    String id,
    Choice choice,
    RephraseOutcome outcome,
    Optional<String> text,
    Origin origin,
    List<PassageResult> passages) {

  public RephraseResult {
    passages = List.copyOf(passages);
  }

  /** Passages with a good answer. */
  public int passed() {
    return (int) passages.stream().filter(PassageResult::passed).count();
  }
}
