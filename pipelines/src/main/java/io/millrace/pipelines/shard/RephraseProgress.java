package io.millrace.pipelines.shard;

import io.millrace.rephrase.budget.CallCounts;
import io.millrace.rephrase.document.RephraseResult;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of this process for the live line of a run that rephrases. For show alone: what is
 * reported at the end comes from the shards.
 */
public final class RephraseProgress {

  private static final LongAdder RECORDS = new LongAdder();
  private static final LongAdder PASSAGES = new LongAdder();
  private static final LongAdder ANSWERED = new LongAdder();
  private static final LongAdder PASSED = new LongAdder();

  /** Calls of rephrasers that are closed. */
  private static final AtomicReference<CallCounts> CLOSED = new AtomicReference<>(CallCounts.NONE);

  private RephraseProgress() {}

  /**
   * Where rephrasing stands.
   *
   * @param records of shards that were gone through, those that are not rephrased among them
   * @param passages of these
   * @param answered of the passages, those with an answer, made now or known before
   * @param passed of these, those whose answer is good
   * @param calls requests to models, their tokens and cost, also of passages in work
   */
  public record Snapshot(
      long records, long passages, long answered, long passed, CallCounts calls) {

    /** Whether there is anything to tell. */
    public boolean isUnderWay() {
      return records > 0 || calls.calls() > 0;
    }

    /**
     * How many calls there will have been when all records were gone through, if the rest are like
     * those.
     */
    public long callsPlanned(long allRecords) {
      return records == 0 || allRecords <= records
          ? calls.calls()
          : Math.max(calls.calls(), Math.round((double) calls.calls() / records * allRecords));
    }
  }

  public static Snapshot snapshot() {
    return new Snapshot(
        RECORDS.sum(),
        PASSAGES.sum(),
        ANSWERED.sum(),
        PASSED.sum(),
        CLOSED.get().plus(SharedRephraser.openCalls()));
  }

  /** To be called before a run. */
  public static void begin() {
    RECORDS.reset();
    PASSAGES.reset();
    ANSWERED.reset();
    PASSED.reset();
    CLOSED.set(CallCounts.NONE);
  }

  static void record() {
    RECORDS.increment();
  }

  static void result(RephraseResult result) {
    PASSAGES.add(result.passages().size());
    result
        .passages()
        .forEach(
            passage -> {
              if (passage.answered()) {
                ANSWERED.increment();
              }
              if (passage.passed()) {
                PASSED.increment();
              }
            });
  }

  static void closed(CallCounts calls) {
    CLOSED.accumulateAndGet(calls, CallCounts::plus);
  }
}
