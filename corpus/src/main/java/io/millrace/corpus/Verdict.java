package io.millrace.corpus;

import io.millrace.api.Reason;
import java.util.Objects;

/** The outcome of one input record. */
public sealed interface Verdict {

  Outcome outcome();

  /**
   * The record is in a shard.
   *
   * @param copies number of times it is written, at least 1; more when its language or source is
   *     up-sampled
   */
  record Kept(int copies) implements Verdict {
    public Kept {
      if (copies < 1) {
        throw new IllegalArgumentException("copies is " + copies + ", must be at least 1");
      }
    }

    @Override
    public Outcome outcome() {
      return Outcome.KEPT;
    }
  }

  /**
   * A stage decided against the record.
   *
   * @param signal name of the deciding signal, or "" when the reason has no signal
   * @param value value of the signal; NaN without a signal
   * @param threshold the limit that the value violates; NaN without a signal
   * @param duplicateOf id of the document that this one duplicates, or ""
   */
  record Dropped(Reason reason, String signal, double value, double threshold, String duplicateOf)
      implements Verdict {
    public Dropped {
      Objects.requireNonNull(reason, "reason");
    }

    public static Dropped because(Reason reason) {
      return new Dropped(reason, "", Double.NaN, Double.NaN, "");
    }

    public static Dropped because(Reason reason, String signal, double value, double threshold) {
      return new Dropped(reason, signal, value, threshold, "");
    }

    public static Dropped duplicate(Reason reason, String of, double similarity, double threshold) {
      return new Dropped(reason, "similarity", similarity, threshold, of);
    }

    @Override
    public Outcome outcome() {
      return Outcome.DROPPED;
    }
  }

  /**
   * The record could not be processed.
   *
   * @param stage stage that failed, or "read"
   * @param detail one line for people
   */
  record Failed(String stage, FailReason reason, String detail) implements Verdict {
    public Failed {
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public Outcome outcome() {
      return Outcome.FAILED;
    }
  }

  /** The record arrived after its window had closed. */
  record Late() implements Verdict {
    @Override
    public Outcome outcome() {
      return Outcome.LATE;
    }
  }
}
