package io.millrace.bench.attack;

/**
 * One run of the command line or a few, and the cases that are judged by them. A scenario that ends
 * with an exception counts as one case that did not survive.
 */
interface Scenario {

  /** Kind under which its cases are counted. */
  String kind();

  /** Whether it belongs to the short version. */
  boolean quick();

  /** Attacks, and tells the score of each case. */
  void attack(Arena arena, AttackScore score) throws Exception;
}
