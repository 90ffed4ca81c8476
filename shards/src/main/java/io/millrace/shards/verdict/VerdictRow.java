package io.millrace.shards.verdict;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Outcome;
import io.millrace.corpus.Verdict;
import io.millrace.shards.text.RejectWriter;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outcome of one input record, with all signals that were computed for it.
 *
 * @param outcome key of an {@link io.millrace.corpus.Outcome}
 * @param stage stage that dropped the record or failed on it; "" when kept
 * @param reason key of the drop or fail reason; "" when kept
 * @param signal deciding signal, or ""
 * @param value value of the signal; NaN without a signal
 * @param threshold the limit that the value violates; NaN without a signal
 * @param duplicateOf id of the record that this one duplicates, or ""
 * @param copies number of copies in its shard; 0 unless kept
 * @param shard path of that shard in the output, or ""
 * @param detail one line for people about a failure or the result of rephrasing, or ""
 * @param signals values by name, as {@code stage.signal}; a signal that was not computed is absent
 */
public record VerdictRow(
    String id,
    String url,
    String timestamp,
    String source,
    String language,
    double languageScore,
    String outcome,
    String stage,
    String reason,
    String signal,
    double value,
    double threshold,
    String duplicateOf,
    int copies,
    String shard,
    String detail,
    SortedMap<String, Double> signals) {

  public VerdictRow {
    signals = Collections.unmodifiableSortedMap(new TreeMap<>(signals));
  }

  /** The same row with another detail. */
  public VerdictRow withDetail(String newDetail) {
    return ended(
        outcome, stage, reason, signal, value, threshold, duplicateOf, copies, shard, newDetail);
  }

  /** The row of the record after a takedown; its signals stay. */
  public VerdictRow takenDown() {
    DropReason taken = DropReason.TAKEN_DOWN;
    String dropped = Outcome.DROPPED.key();
    return ended(dropped, taken.stage(), taken.key(), "", Double.NaN, Double.NaN, "", 0, "", "");
  }

  /** The same row with the record in another shard. */
  public VerdictRow withShard(String newShard) {
    return ended(
        outcome, stage, reason, signal, value, threshold, duplicateOf, copies, newShard, detail);
  }

  /** The same record with another outcome. */
  private VerdictRow ended(
      String newOutcome,
      String newStage,
      String newReason,
      String newSignal,
      double newValue,
      double newThreshold,
      String newDuplicateOf,
      int newCopies,
      String newShard,
      String newDetail) {
    return new VerdictRow(
        id,
        url,
        timestamp,
        source,
        language,
        languageScore,
        newOutcome,
        newStage,
        newReason,
        newSignal,
        newValue,
        newThreshold,
        newDuplicateOf,
        newCopies,
        newShard,
        newDetail,
        signals);
  }

  /**
   * The row of a record.
   *
   * @param shard path of its shard; used only when the verdict is kept
   */
  public static VerdictRow of(
      InputRecord record, Verdict verdict, String shard, SortedMap<String, Double> signals) {
    String language = record instanceof Document document ? document.language() : "";
    double score = record instanceof Document document ? document.languageScore() : 0;
    String stage = verdict instanceof Verdict.Kept ? "" : RejectWriter.stageOf(verdict);
    String reason = verdict instanceof Verdict.Late ? verdict.outcome().key() : "";
    String signal = "";
    double value = Double.NaN;
    double threshold = Double.NaN;
    String duplicateOf = "";
    int copies = 0;
    String detail = "";
    if (verdict instanceof Verdict.Kept kept) {
      copies = kept.copies();
    } else if (verdict instanceof Verdict.Dropped dropped) {
      reason = dropped.reason().key();
      signal = dropped.signal();
      value = dropped.value();
      threshold = dropped.threshold();
      duplicateOf = dropped.duplicateOf();
    } else if (verdict instanceof Verdict.Failed failed) {
      reason = failed.reason().key();
      detail = failed.detail();
    }
    return new VerdictRow(
        record.id(),
        record.url(),
        record.timestamp(),
        record.source(),
        language,
        score,
        verdict.outcome().key(),
        stage,
        reason,
        signal,
        value,
        threshold,
        duplicateOf,
        copies,
        copies > 0 ? shard : "",
        detail,
        signals);
  }
}
