package io.millrace.rephrase.fake;

import io.millrace.corpus.Hash128;

/** Decides what goes wrong. */
@FunctionalInterface
public interface FaultPlan {

  /**
   * @param prompt text of the last message
   * @param earlier how often the same was asked before
   */
  Fault fault(String prompt, int earlier);

  /** Nothing goes wrong. */
  FaultPlan NONE = (prompt, earlier) -> Fault.NONE;

  /** Of all requests a share goes wrong, in one of some ways. */
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
