package io.millrace.bench.attack;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects the cases and whether the command line survived them. */
final class AttackScore {

  /**
   * @param problem why it did not survive; "" if it did
   */
  record Case(String kind, String name, String problem) {
    boolean survived() {
      return problem.isEmpty();
    }
  }

  private final List<Case> cases = new ArrayList<>();
  private final PrintStream out;

  /**
   * @param out receives a line for each case immediately
   */
  AttackScore(PrintStream out) {
    this.out = out;
  }

  /**
   * Adds a case.
   *
   * @param survived whether the command line behaved as expected
   * @param otherwise what happened instead, in one line
   */
  void check(String kind, String name, boolean survived, String otherwise) {
    Case tried = new Case(kind, name, survived ? "" : oneLine(otherwise));
    cases.add(tried);
    out.println(
        (survived ? "survived  " : "BROKE     ")
            + kind
            + ": "
            + name
            + (survived ? "" : " -- " + tried.problem()));
    out.flush();
  }

  void took(String kind, long seconds) {
    out.println("          " + kind + ": " + seconds + " s");
    out.flush();
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.isEmpty() ? "no reason given" : line.substring(0, Math.min(400, line.length()));
  }

  List<Case> cases() {
    return List.copyOf(cases);
  }

  long survived() {
    return cases.stream().filter(Case::survived).count();
  }

  /** Prints tried and survived by kind, then the total as {@code survived N of N}. */
  void print() {
    Map<String, int[]> kinds = new TreeMap<>();
    for (Case each : cases) {
      int[] counts = kinds.computeIfAbsent(each.kind(), kind -> new int[2]);
      counts[0]++;
      counts[1] += each.survived() ? 1 : 0;
    }
    out.printf(Locale.ROOT, "%n%-24s %6s %9s%n", "kind", "tried", "survived");
    kinds.forEach(
        (kind, counts) -> out.printf(Locale.ROOT, "%-24s %6d %9d%n", kind, counts[0], counts[1]));
    out.println("survived " + survived() + " of " + cases.size());
    out.flush();
  }
}
