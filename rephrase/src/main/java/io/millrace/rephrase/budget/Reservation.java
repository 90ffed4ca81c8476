package io.millrace.rephrase.budget;

/**
 * Room for one call in a budget, reserved until one of the methods is called; a second call has no
 * effect. If none is called, for example because the worker dies, the room counts as spent after a
 * while.
 */
public interface Reservation {

  /** Spends what the server counted and frees the rest. */
  void settle(long promptTokens, long completionTokens);

  /** Spends all of it: the server may have charged the call without a count. */
  void assumeWorst();

  /** Frees all of it: the server did no work. */
  void release();
}
