package io.millrace.bench.attack;

import io.millrace.shards.verdict.VerdictRow;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Inputs that are easily lost silently: each must be read, counted as failed, or be an error. */
final class Vanishing extends Scenario {

  private static final String RECIPE =
      "inputs: [jsonl: 'DIR/GLOB']\nstages: []\noutput: {shards: 1}\n";

  Vanishing() {
    super("vanishing", false);
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    names(arena, score);
    links(arena, score);
    cut(arena, score);
  }

  /** A file name that is not ASCII, in a locale that has only ASCII. */
  private void names(Arena arena, AttackScore score) throws Exception {
    // by the shell, since this process may have such a locale
    Path folder = Files.createDirectories(arena.file("names"));
    arena.write("some.jsonl", Made.lines(0, 10));
    Process copy =
        new ProcessBuilder(
                "bash",
                "-c",
                "cp \"$1\" \"$2\"/plain.jsonl; cp \"$3\" \"$2\"/$'gr\\xc3\\xb6\\xc3\\x9fe.jsonl'",
                "-",
                arena.file("some.jsonl").toString(),
                folder.toString(),
                arena.write("more.jsonl", Made.lines(10, 20)).toString())
            .start();
    copy.waitFor(10, TimeUnit.SECONDS);
    List<Map<String, String>> environments =
        List.of(Map.of("LC_ALL", "C"), Map.of("LC_ALL", "POSIX", "LANG", "C"), Map.of("ONLY", "1"));
    for (int i = 0; i < environments.size(); i++) {
      String name = "names-" + i;
      Ran ran =
          arena.command(
              Duration.ofSeconds(240),
              environments.get(i),
              arena.runArguments(name, RECIPE.replace("GLOB", "names/*.jsonl")));
      int read = arena.verdicts(name).size();
      score.check(
          kind(),
          "a name beyond ASCII with " + environments.get(i),
          read == 20 || ran.exit() != 0,
          read + " of 20 records, " + ran.last());
    }
  }

  private void links(Arena arena, AttackScore score) throws Exception {
    for (String which : List.of("dangling", "circular", "unreadable")) {
      Path folder = Files.createDirectories(arena.file(which + "/a"));
      arena.write(which + "/a/good.jsonl", Made.lines(0, 10));
      Path bad = folder.resolve("bad.jsonl");
      boolean possible = true;
      switch (which) {
        case "dangling" -> Files.createSymbolicLink(bad, Path.of("nowhere.jsonl"));
        case "circular" -> Files.createSymbolicLink(bad, Path.of("bad.jsonl"));
        default -> {
          Path closed = Files.createDirectories(arena.file(which + "/closed"));
          arena.write(which + "/closed/more.jsonl", Made.lines(10, 20));
          possible = closed.toFile().setReadable(false) && !Files.isReadable(closed);
        }
      }
      if (!possible) {
        continue; // root can read every folder
      }
      String name = "links-" + which;
      Ran ran = arena.run(name, RECIPE.replace("GLOB", which + "/**/*.jsonl"));
      List<VerdictRow> rows = arena.verdicts(name);
      boolean counted = rows.stream().anyMatch(row -> row.outcome().equals("failed"));
      score.check(
          kind(), which, ran.exit() != 0 || counted, rows.size() + " records, " + ran.last());
    }
  }

  /** A file that is truncated while it is read. */
  private void cut(Arena arena, AttackScore score) throws Exception {
    Path file = arena.write("shrinks.jsonl", Made.lines(0, 60_000));
    long size = Files.size(file);
    Ran ran;
    try (Arena.Running run =
        arena.start(
            Map.of(),
            arena.runArguments(
                "shrinks",
                "inputs: [jsonl: {paths: ['DIR/shrinks.jsonl'], split_bytes: 1048576}]\n"
                    + "stages: [gopher-repetition, gopher-quality, c4]\noutput: {shards: 1}\n",
                "--parallelism",
                "1"))) {
      while (!opened(run.process().pid(), file)
          && !run.process().waitFor(5, TimeUnit.MILLISECONDS)
          && System.nanoTime() - run.begin() < Duration.ofSeconds(120).toNanos()) {}
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        open.setLength(size / 4);
      }
      ran = run.end(Duration.ofSeconds(240));
    }
    List<VerdictRow> rows = arena.verdicts("shrinks");
    boolean counted = rows.stream().anyMatch(row -> row.outcome().equals("failed"));
    score.check(
        kind(),
        "a file cut while it is read",
        ran.orderly() && (ran.exit() != 0 || counted || rows.size() == 60_000),
        rows.size() + " of 60000 records, " + ran.last());
  }

  private static boolean opened(long pid, Path file) {
    try (var descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      byte[] wanted = file.toString().getBytes(StandardCharsets.UTF_8);
      for (Path each : descriptors.toList()) {
        try {
          String target = Files.readSymbolicLink(each).toString();
          if (java.util.Arrays.equals(target.getBytes(StandardCharsets.UTF_8), wanted)) {
            return true;
          }
        } catch (java.io.IOException closed) {
          // closed since the folder was listed
        }
      }
    } catch (java.io.IOException ended) {
      return false;
    }
    return false;
  }
}
