package io.millrace.bench.attack;

/**
 * One run of the command line or a few, and the cases that they decide. A scenario that ends with
 * an exception counts as one broken case.
 */
abstract class Scenario {

  private final String kind;
  private final boolean quick;

  /**
   * @param kind kind under which its cases are counted
   * @param quick whether it is part of {@code --quick}
   */
  Scenario(String kind, boolean quick) {
    this.kind = kind;
    this.quick = quick;
  }

  final String kind() {
    return kind;
  }

  final boolean quick() {
    return quick;
  }

  /** Runs the command line and reports each case to the score. */
  abstract void attack(Arena arena, AttackScore score) throws Exception;
}
