package io.millrace.rephrase.fake;

import io.millrace.corpus.Hash128;

/** Chooses the fault of each request. */
@FunctionalInterface
public interface FaultPlan {

  /**
   * @param prompt text of the last message
   * @param earlier number of equal requests before
   */
  Fault fault(String prompt, int earlier);

  FaultPlan NONE = (prompt, earlier) -> Fault.NONE;

  /** Gives a share of the requests a random fault of a list. */
  static FaultPlan random(long seed, double share, Fault... faults) {
    return (prompt, earlier) -> {
      long bits = Hash128.of(seed + " " + earlier + " " + prompt).low();
      double uniform = (bits >>> 11) * 0x1p-53;
      return uniform >= share
          ? Fault.NONE
          : faults[(int) Long.remainderUnsigned(bits, faults.length)];
    };
  }
}
