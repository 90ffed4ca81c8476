package io.millrace.pipelines.shard;

import io.millrace.corpus.Verdict;

/**
 * What becomes of a document.
 *
 * @param stage place of the stage that decides, {@link io.millrace.pipelines.step.Judged#PASSED}
 *     when no stage does
 */
record Decision(Verdict verdict, int stage) {

  boolean isKept() {
    return verdict instanceof Verdict.Kept;
  }
}
