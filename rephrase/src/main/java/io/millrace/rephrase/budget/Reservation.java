package io.millrace.rephrase.budget;

/**
 * Room for one call in a budget. It stays taken until one of the methods is called; a second call
 * changes nothing. If none is ever called, as when the worker dies, it counts as spent after a
 * while.
 */
public interface Reservation {

  /** Takes what the server counted and gives the rest back. */
  void settle(long promptTokens, long completionTokens);

  /** Takes all of it: the server may have charged the call and did not say. */
  void assumeWorst();

  /** Gives all of it back: the server did nothing. */
  void release();
}
