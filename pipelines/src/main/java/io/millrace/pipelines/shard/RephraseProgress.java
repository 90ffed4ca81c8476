package io.millrace.pipelines.shard;

import io.millrace.rephrase.budget.CallCounts;
import io.millrace.rephrase.document.RephraseResult;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of this process for the progress line of a run that rephrases. Reports do not use them:
 * their counts come from the shards.
 */
public final class RephraseProgress {

  private static final LongAdder RECORDS = new LongAdder();
  private static final LongAdder PASSAGES = new LongAdder();
  private static final LongAdder ANSWERED = new LongAdder();
  private static final LongAdder PASSED = new LongAdder();

  private static final AtomicReference<CallCounts> CLOSED = new AtomicReference<>(CallCounts.NONE);

  private RephraseProgress() {}

  /**
   * Progress of rephrasing.
   *
   * @param records records done, also those that are not rephrased
   * @param passages passages of these records
   * @param answered passages with an answer, generated or cached
   * @param passed passages whose answer passed the gates
   * @param calls requests to models, with tokens and cost, also of passages in progress
   */
  public record Snapshot(
      long records, long passages, long answered, long passed, CallCounts calls) {

    /** Whether rephrasing has begun. */
    public boolean isUnderWay() {
      return records > 0 || calls.calls() > 0;
    }

    /** Expected number of calls for all records, at the rate so far. */
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

  /** Must be called before a run. */
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
