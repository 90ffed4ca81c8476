package io.millrace.pipelines.shard;

import io.millrace.corpus.Verdict;

/**
 * The final verdict on a document.
 *
 * @param stage index of the stage that decides, {@link io.millrace.pipelines.step.Judged#PASSED}
 *     when no stage does
 */
record Decision(Verdict verdict, int stage) {

  boolean isKept() {
    return verdict instanceof Verdict.Kept;
  }
}
