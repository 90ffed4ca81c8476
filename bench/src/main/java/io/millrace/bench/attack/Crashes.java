package io.millrace.bench.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs that are killed, run into a full disk, or lose file content in a power failure: {@code
 * --resume} must give the bytes of an undisturbed run.
 */
final class Crashes extends Scenario {

  private static final int RECORDS = 20_000;

  Crashes() {
    super("crashes", false);
  }

  private static String recipe() {
    return "inputs: [jsonl: 'DIR/texts.jsonl']\nstages: [gopher-repetition, dedup-exact, dedup-minhash]\n"
        + "output: {shards: 4}\n";
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    arena.write("texts.jsonl", Made.lines(0, RECORDS));
    Ran calm = arena.run("calm", recipe());
    if (calm.exit() != 0) {
      score.check(kind(), "an undisturbed run", false, calm.last());
      return;
    }
    double seconds = calm.time().toMillis() / 1000.0;
    for (double share : new double[] {.3, .5, .7, .85}) {
      kill(arena, score, "kill-" + (int) (100 * share), (long) (seconds * share * 1000));
    }
    for (int megabytes : new int[] {1, 8}) {
      full(arena, score, megabytes);
    }
    power(arena, score);
    foreign(arena, score);
  }

  /** Whether an output has the same bytes as the undisturbed one. */
  private static boolean same(Arena arena, String name) throws IOException {
    for (String set : List.of("shards", "rejected", "verdicts")) {
      if (!bytes(arena.output(name).resolve(set))
          .equals(bytes(arena.output("calm").resolve(set)))) {
        return false;
      }
    }
    return true;
  }

  private static SortedMap<String, String> bytes(Path folder) throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          all.put(folder.relativize(file).toString(), text);
        }
      }
    }
    return all;
  }

  private void kill(Arena arena, AttackScore score, String name, long millis) throws Exception {
    try (Arena.Running run = arena.start(Map.of(), arena.runArguments(name, recipe()))) {
      run.process().waitFor(millis, TimeUnit.MILLISECONDS);
      run.process().destroyForcibly();
      run.end(Duration.ofSeconds(10));
    }
    boolean begun = Files.exists(arena.output(name));
    Ran resumed = begun ? arena.run(name, recipe(), "--resume") : arena.run(name, recipe());
    score.check(kind(), name + " %", resumed.exit() == 0 && same(arena, name), resumed.last());
  }

  /** Limits the size of files, which has the same effect on a program as a full disk. */
  private void full(Arena arena, AttackScore score, int megabytes) throws Exception {
    String name = "full-" + megabytes;
    Ran failed;
    try (Arena.Running run =
        arena.start(
            Map.of(),
            List.of("bash", "-c", "ulimit -f " + megabytes * 1024 + "; exec \"$@\"", "-"),
            arena.runArguments(name, recipe()))) {
      failed = run.end(Duration.ofSeconds(240));
    }
    boolean unfinished = !Files.exists(arena.output(name).resolve("_SUCCESS"));
    Ran resumed =
        failed.exit() == 0 || !Files.exists(arena.output(name))
            ? arena.run(name, recipe(), "--overwrite")
            : arena.run(name, recipe(), "--resume");
    score.check(
        kind(),
        "files of at most " + megabytes + " MB",
        (failed.exit() == 0 || failed.orderly() && unfinished)
            && resumed.exit() == 0
            && same(arena, name),
        failed.last() + " then " + resumed.last());
  }

  /** A file that was renamed but not synced has zeros after a power failure. */
  private void power(Arena arena, AttackScore score) throws Exception {
    Path output = arena.output("power");
    int zeroed = 0;
    Ran resumed;
    try (Arena.Running run = arena.start(Map.of(), arena.runArguments("power", recipe()))) {
      while (shards(output).isEmpty()
          && !run.process().waitFor(2, TimeUnit.MILLISECONDS)
          && System.nanoTime() - run.begin() < Duration.ofSeconds(120).toNanos()) {}
      run.process().destroyForcibly();
      run.end(Duration.ofSeconds(10));
    }
    for (Path shard : shards(output)) {
      Files.write(shard, new byte[(int) Files.size(shard)], StandardOpenOption.TRUNCATE_EXISTING);
      zeroed++;
    }
    resumed =
        arena.run(
            "power",
            recipe(),
            Files.exists(output.resolve("_SUCCESS")) ? "--overwrite" : "--resume");
    score.check(
        kind(),
        "shards of zeros and --resume",
        resumed.exit() == 0 && same(arena, "power"),
        zeroed + " shards were zeros, " + resumed.last());
  }

  private static List<Path> shards(Path output) {
    try (Stream<Path> files = Files.walk(output)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(".jsonl.zst"))
          .filter(file -> file.toString().contains("/shards/"))
          .toList();
    } catch (IOException | java.io.UncheckedIOException notYet) {
      return List.of();
    }
  }

  /** {@code --overwrite} must not delete a foreign file below shards/. */
  private void foreign(Arena arena, AttackScore score) throws Exception {
    Path mine = arena.output("calm").resolve("shards/en/mine.txt");
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "not of this run");
    Ran ran = arena.run("calm", recipe(), "--overwrite");
    score.check(
        kind(),
        "a foreign file and --overwrite",
        Files.exists(mine) && ran.orderly(),
        "it was deleted, " + ran.last());
  }
}
