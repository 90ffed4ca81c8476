package io.millrace.bench.attack;

import io.millrace.bench.ChainLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Changes to finished outputs: {@code shards verify} must find each. */
final class Outputs extends Scenario {

  private static final int FLIPS = 12;

  Outputs() {
    super("outputs", true);
  }

  /** A change to a copy of an output. */
  private interface Change {
    void to(Path output) throws IOException;
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    arena.write("texts.jsonl", Made.lines(0, 120));
    String stages =
        "inputs: [jsonl: 'DIR/texts.jsonl']\nstages: [dedup-exact]\noutput: {shards: 2}\n";
    Ran plain = arena.run("plain", stages);
    Ran windowed = arena.run("windowed", stages + "windows: {size: 7d}\n");
    if (plain.exit() != 0 || windowed.exit() != 0) {
      score.check(kind(), "outputs to change", false, plain.last() + windowed.last());
      return;
    }
    Map<String, Change> ofPlain = plain(arena.output("windowed"));
    Map<String, Change> ofWindows = windowed(arena.output("plain"));
    int number = 0;
    Random random = new Random(24);
    for (int i = 0; i < (arena.quick() ? 2 : FLIPS); i++) {
      ofPlain.put("a flipped bit " + i, output -> flip(output, random));
    }
    for (Map.Entry<String, Change> each : ofPlain.entrySet()) {
      judge(arena, score, "plain", each, number++);
    }
    for (Map.Entry<String, Change> each : ofWindows.entrySet()) {
      judge(arena, score, "windowed", each, number++);
    }
    for (String sound : List.of("plain", "windowed")) {
      Ran verified = arena.command("shards", "verify", arena.output(sound).toString());
      score.check(kind(), sound + ", not changed", verified.exit() == 0, verified.last());
    }
  }

  private void judge(
      Arena arena, AttackScore score, String of, Map.Entry<String, Change> change, int number)
      throws Exception {
    if (arena.quick() && number % 4 != 0) {
      return;
    }
    Path copy = arena.file("changed-" + number);
    copy(arena.output(of), copy);
    change.getValue().to(copy);
    Ran verified = arena.command("shards", "verify", copy.toString());
    ChainLoop.deleteFolder(copy);
    score.check(
        kind(),
        of + ": " + change.getKey(),
        verified.exit() == 3,
        "exit " + verified.exit() + ": " + verified.last());
  }

  private static Path first(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .sorted()
          .findFirst()
          .orElseThrow(() -> new IOException("no " + ending + " in " + folder));
    }
  }

  private static Path window(Path output, int number) throws IOException {
    try (Stream<Path> windows = Files.list(output.resolve("windows"))) {
      return windows.sorted().toList().get(number);
    }
  }

  private static Map<String, Change> plain(Path other) {
    Map<String, Change> all = new LinkedHashMap<>();
    all.put(
        "tombstones added",
        out -> Files.writeString(out.resolve("tombstones.jsonl"), "{\"id\":\"x\"}\n"));
    all.put("report replaced and its line gone", out -> unlist(out, "report.html"));
    all.put("report replaced", out -> Files.writeString(out.resolve("report.html"), "<html>"));
    all.put("a shard deleted", out -> Files.delete(first(out.resolve("shards"), ".zst")));
    all.put(
        "a foreign shard",
        out ->
            Files.copy(
                first(other, ".jsonl.zst"),
                first(out.resolve("shards"), ".zst").resolveSibling("foreign.jsonl.zst")));
    all.put(
        "a name with a line end",
        out -> Files.writeString(out.resolve("shards/a\n0000 _SUCCESS"), "x"));
    all.put(
        "a shard replaced by a link",
        out -> {
          Path shard = first(out.resolve("shards"), ".zst");
          Path moved = out.resolveSibling(out.getFileName() + "-moved.zst");
          Files.move(shard, moved);
          Files.createSymbolicLink(shard, moved.toAbsolutePath());
        });
    all.put("_SUCCESS gone", out -> Files.delete(out.resolve("_SUCCESS")));
    all.put("_SUCCESS empty", out -> Files.write(out.resolve("_SUCCESS"), new byte[0]));
    all.put("manifest changed", out -> append(out.resolve("manifest.json"), " "));
    return all;
  }

  private static Map<String, Change> windowed(Path other) {
    Map<String, Change> all = new LinkedHashMap<>();
    all.put("a window deleted", out -> ChainLoop.deleteFolder(window(out, 0)));
    all.put(
        "a window renamed",
        out -> Files.move(window(out, 0), out.resolve("windows/2031-01-02T00-00Z")));
    all.put(
        "a window copied", out -> copy(window(out, 0), out.resolve("windows/2031-01-02T00-00Z")));
    all.put("_SUCCESS of a window gone", out -> Files.delete(window(out, 0).resolve("_SUCCESS")));
    all.put(
        "windows.json garbage", out -> Files.writeString(out.resolve("windows.json"), "{garbage"));
    all.put("windows.json gone", out -> Files.delete(out.resolve("windows.json")));
    all.put(
        "a foreign shard at the root",
        out -> {
          Files.createDirectories(out.resolve("shards"));
          Files.copy(
              first(other.resolve("shards"), ".zst"), out.resolve("shards/foreign.jsonl.zst"));
        });
    all.put(
        "a window of another run",
        out -> {
          Path window = window(out, 0);
          ChainLoop.deleteFolder(window);
          copy(other, window);
        });
    return all;
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static void unlist(Path output, String name) throws IOException {
    Files.writeString(output.resolve(name), "<html>");
    List<String> lines = Files.readAllLines(output.resolve("_SUCCESS"), StandardCharsets.UTF_8);
    Files.write(
        output.resolve("_SUCCESS"), lines.stream().filter(line -> !line.contains(name)).toList());
  }

  private static void flip(Path output, Random random) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(output)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    Files.write(file, bytes);
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }
}
