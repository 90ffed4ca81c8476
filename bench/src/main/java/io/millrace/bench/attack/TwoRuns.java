package io.millrace.bench.attack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Two commands on one output: a paused run that resumes after another run overwrote its output, two
 * simultaneous takedowns, and a takedown of an unfinished run.
 */
final class TwoRuns extends Scenario {

  private static final int FIRST = 40_000;
  private static final int SECOND = 3_000;

  TwoRuns() {
    super("two at once", false);
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    arena.write("first.jsonl", Made.lines(0, FIRST));
    arena.write("second.jsonl", Made.lines(100_000, 100_000 + SECOND));
    paused(arena, score);
    unfinished(arena, score);
    takedowns(arena, score);
  }

  private static String recipe(String input) {
    return "inputs: [jsonl: 'DIR/"
        + input
        + ".jsonl']\nstages: [dedup-exact]\noutput: {shards: 4}\n";
  }

  private static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid))
        .start()
        .waitFor(10, TimeUnit.SECONDS);
  }

  private static boolean hasWork(Path output) {
    try (Stream<Path> files = Files.walk(output.resolve(".work"))) {
      return files.anyMatch(Files::isRegularFile);
    } catch (java.io.IOException | java.io.UncheckedIOException notYet) {
      return false;
    }
  }

  private static void awaitWork(Arena.Running run, Path output) throws InterruptedException {
    while (!hasWork(output)
        && !run.process().waitFor(5, TimeUnit.MILLISECONDS)
        && System.nanoTime() - run.begin() < Duration.ofSeconds(120).toNanos()) {}
  }

  private void paused(Arena arena, AttackScore score) throws Exception {
    Path output = arena.output("shared");
    Ran second;
    Ran first;
    try (Arena.Running run = arena.start(Map.of(), arena.runArguments("shared", recipe("first")))) {
      awaitWork(run, output);
      signal("STOP", run.process().pid());
      second = arena.run("shared", recipe("second"), "--overwrite");
      signal("CONT", run.process().pid());
      first = run.end(Duration.ofSeconds(240));
    }
    Ran verified = arena.command("shards", "verify", output.toString());
    int records = arena.verdicts("shared").size();
    boolean whole = second.exit() == 0 ? records == SECOND : records == FIRST;
    score.check(
        kind(),
        "a paused run and one that overwrites",
        verified.exit() == 0 && whole && first.exit() + second.exit() > 0,
        records
            + " records, exits "
            + first.exit()
            + " and "
            + second.exit()
            + ", "
            + verified.last());
  }

  private void unfinished(Arena arena, AttackScore score) throws Exception {
    Path output = arena.output("unfinished");
    try (Arena.Running run =
        arena.start(Map.of(), arena.runArguments("unfinished", recipe("first")))) {
      awaitWork(run, output);
      run.process().destroyForcibly();
      run.end(Duration.ofSeconds(10));
    }
    Ran taken = arena.command("takedown", "--url-prefix", "https://s1.example/", output.toString());
    boolean success = Files.exists(output.resolve("_SUCCESS"));
    score.check(
        kind(),
        "a takedown of a run that was killed",
        taken.exit() != 0 && !success,
        (success ? "_SUCCESS exists, " : "") + taken.last());
    Ran resumed = arena.run("unfinished", recipe("first"), "--resume");
    int records = arena.verdicts("unfinished").size();
    score.check(
        kind(),
        "the run can be resumed after that",
        resumed.exit() == 0 && records == FIRST,
        records + " records, " + resumed.last());
  }

  private void takedowns(Arena arena, AttackScore score) throws Exception {
    Path output = arena.output("taken");
    arena.run("taken", recipe("second"));
    List<String> one =
        List.of("takedown", "--url-prefix", "https://s1.example/", output.toString());
    List<String> two =
        List.of("takedown", "--url-prefix", "https://s2.example/", output.toString());
    Ran first;
    Ran second;
    try (Arena.Running a = arena.start(Map.of(), one);
        Arena.Running b = arena.start(Map.of(), two)) {
      first = a.end(Arena.SHORT);
      second = b.end(Arena.SHORT);
    }
    Ran verified = arena.command("shards", "verify", output.toString());
    String text =
        new String(
            arena
                .command("shards", "cat", output.toString())
                .said()
                .getBytes(StandardCharsets.UTF_8),
            StandardCharsets.UTF_8);
    boolean gone =
        (first.exit() != 0 || !text.contains("https://s1.example/"))
            && (second.exit() != 0 || !text.contains("https://s2.example/"));
    score.check(
        kind(),
        "two takedowns",
        verified.exit() == 0 && gone && Math.min(first.exit(), second.exit()) == 0,
        "exits " + first.exit() + " and " + second.exit() + ", " + verified.last());
  }
}
