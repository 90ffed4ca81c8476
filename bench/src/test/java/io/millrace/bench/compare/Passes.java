package io.millrace.bench.compare;

import io.millrace.bench.compare.Measurement.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes results with known figures. */
final class Passes {

  private Passes() {}

  static Target target(Target.Direction direction, double value) {
    return new Target(
        "row", "race", Measurement.Clock.CPU, "MB/s", direction, value, "what is compared");
  }

  static Measurement pass(Side side, int pair, double cpu) {
    return new Measurement(side, pair, cpu, 2 * cpu, 10e6, new TreeMap<>());
  }

  /** Passes with our and their seconds in turns, after a slow warm-up pass of each side. */
  static Result result(Target target, double... seconds) {
    List<Measurement> passes = new ArrayList<>();
    passes.add(pass(Side.OURS, 0, 99));
    passes.add(pass(Side.THEIRS, 0, 99));
    for (int i = 0; i < seconds.length; i++) {
      passes.add(pass(i % 2 == 0 ? Side.OURS : Side.THEIRS, 1 + i / 2, seconds[i]));
    }
    return new Result(
        target,
        "0.1.0",
        "peer 1.2",
        "small",
        "2026-01-31T12:00:00Z",
        new Machine("a processor", 2, 23, "Linux 6", "OpenJDK 17"),
        .5,
        1.5,
        new Result.Check(true, "the same | labels"),
        passes);
  }
}
