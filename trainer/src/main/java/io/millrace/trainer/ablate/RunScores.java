package io.millrace.trainer.ablate;

import io.millrace.trainer.evaluate.ClozeAnswer;
import io.millrace.trainer.evaluate.DocumentScore;
import java.util.List;

/**
 * What a run came to, on the documents and questions that all runs are measured by.
 *
 * @param documents scores, in an order that all runs share
 * @param answers likewise
 */
public record RunScores(List<DocumentScore> documents, List<ClozeAnswer> answers) {

  public RunScores {
    documents = List.copyOf(documents);
    answers = List.copyOf(answers);
  }
}
