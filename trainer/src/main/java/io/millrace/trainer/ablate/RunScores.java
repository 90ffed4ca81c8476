package io.millrace.trainer.ablate;

import io.millrace.trainer.evaluate.ClozeAnswer;
import io.millrace.trainer.evaluate.DocumentScore;
import java.util.List;

/**
 * Scores of a run on the documents and questions of all runs.
 *
 * @param documents in the same order for all runs
 * @param answers in the same order for all runs
 */
public record RunScores(List<DocumentScore> documents, List<ClozeAnswer> answers) {

  public RunScores {
    documents = List.copyOf(documents);
    answers = List.copyOf(answers);
  }
}
