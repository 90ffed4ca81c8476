package io.millrace.bench.attack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Shows that checks detect failures: two cases that must be counted as broken. */
final class SelfCheck extends Scenario {

  SelfCheck() {
    super("self-check", true);
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    AttackScore other =
        new AttackScore(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    arena.write("bad.jsonl", "{\"no text\": 1}\n" + Made.lines(0, 1));
    String recipe = "inputs: [jsonl: 'DIR/bad.jsonl']\nstages: []\noutput: {shards: 1}\n";
    Ran intolerant = arena.run("intolerant", recipe + "tolerance: 0\n");
    other.check(
        kind(), "a bad record within no tolerance", intolerant.exit() == 0, intolerant.last());
    Ran endless =
        arena.command(
            java.time.Duration.ofMillis(1), Map.of(), arena.runArguments("endless", recipe));
    other.check(kind(), "a time limit of 1 ms", endless.exit() == 0, endless.last());
    score.check(
        kind(),
        "failures are detected",
        other.cases().size() == 2 && other.survived() == 0 && intolerant.exit() == 3,
        "exit " + intolerant.exit() + " and " + endless.exit());
  }
}
