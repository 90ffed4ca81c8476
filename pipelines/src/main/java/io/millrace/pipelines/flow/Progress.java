package io.millrace.pipelines.flow;

import io.millrace.pipelines.shard.RephraseProgress;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of this process for the progress line of a run on the embedded engine. Reports do not
 * use them: their counts come from the shards.
 */
public final class Progress {

  private static final LongAdder RECORDS = new LongAdder();
  private static final LongAdder PASSED = new LongAdder();
  private static final LongAdder CHARACTERS = new LongAdder();
  private static final LongAdder SPLITS = new LongAdder();
  private static final LongAdder SHARDS = new LongAdder();
  private static final LongAdder WINDOWS = new LongAdder();

  private static volatile int splitsPlanned;
  private static volatile int shardsPlanned;

  private Progress() {}

  public record Snapshot(
      long records,
      long passed,
      long characters,
      long splits,
      int splitsPlanned,
      long shards,
      int shardsPlanned,
      long windows,
      RephraseProgress.Snapshot rephrase) {}

  public static Snapshot snapshot() {
    return new Snapshot(
        RECORDS.sum(),
        PASSED.sum(),
        CHARACTERS.sum(),
        SPLITS.sum(),
        splitsPlanned,
        SHARDS.sum(),
        shardsPlanned,
        WINDOWS.sum(),
        RephraseProgress.snapshot());
  }

  public static void begin(int splits, int shards) {
    splitsPlanned = splits;
    shardsPlanned = shards;
    RECORDS.reset();
    PASSED.reset();
    CHARACTERS.reset();
    SPLITS.reset();
    SHARDS.reset();
    WINDOWS.reset();
    RephraseProgress.begin();
  }

  static void record(boolean passed, int characters) {
    RECORDS.increment();
    CHARACTERS.add(characters);
    if (passed) {
      PASSED.increment();
    }
  }

  public static void splitRead() {
    SPLITS.increment();
  }

  public static void windowCommitted() {
    WINDOWS.increment();
  }

  static void shardWritten() {
    SHARDS.increment();
  }
}
