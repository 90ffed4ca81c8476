package io.millrace.bench.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An index of earlier documents with a flipped bit: a run that uses it must fail. */
final class Indexes extends Scenario {

  private static final int RECORDS = 200;

  Indexes() {
    super("indexes", false);
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    arena.write("texts.jsonl", Made.lines(0, RECORDS));
    String input = "inputs: [jsonl: 'DIR/texts.jsonl']\noutput: {shards: 1}\n";
    arena.run("first", input + "stages: [dedup-minhash]\n");
    Path index = arena.file("index");
    Ran built =
        arena.command(
            "index", "build", "--index", index.toString(), arena.output("first").toString());
    if (built.exit() != 0) {
      score.check(kind(), "an index to damage", false, built.last());
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(index)) {
      files = all.filter(file -> Files.isRegularFile(file) && size(file) > 0).sorted().toList();
    }
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      byte[] whole = Files.readAllBytes(file);
      byte[] flipped = whole.clone();
      flipped[flipped.length / 2] ^= 1;
      Files.write(file, flipped);
      Ran ran =
          arena.run("damaged-" + i, input + "stages: [dedup-minhash: {index: '" + index + "'}]\n");
      Files.write(file, whole);
      score.check(
          kind(),
          "a flipped bit in " + index.relativize(file),
          ran.exit() != 0 && ran.orderly(),
          ran.last());
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (java.io.IOException gone) {
      return 0;
    }
  }
}
