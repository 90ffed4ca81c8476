package io.millrace.rephrase.document;

import io.millrace.corpus.Origin;
import java.util.List;
import java.util.Optional;

/**
 * What came of rephrasing a document by one choice.
 *
 * @param id of the document
 * @param text the rephrased text; empty unless the outcome is {@link RephraseOutcome#REPHRASED}
 * @param origin says what it was made from and how, also when there is no text
 * @param passages all passages in the order of the document; empty when it was not cut
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
