package io.millrace.bench.compare;

import io.millrace.bench.compare.Measurement.Side;
import io.millrace.corpus.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a row: runs both sides in turns, checks their outputs, and writes the result. {@code
 * Race --targets FILE --results FOLDER --row NAME --size NAME --pairs N --warm-ours N --warm-theirs
 * N --ours COMMAND [--theirs COMMAND --peer NAME] --check COMMAND}. Each command is a line of bash
 * that starts a {@link Contestant}. The last line of the check says what it compared, its exit
 * status whether the outputs are equal. Exit status: 0 done, 1 the outputs differ.
 */
public final class Race {

  private final Map<String, String> options = new HashMap<>();

  private Race(String[] arguments) {
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Race race = new Race(arguments);
    Result result = race.run();
    result.write(Path.of(race.option("--results")));
    out.println(result.line());
    System.exit(result.check().equal() ? 0 : 1);
  }

  private String option(String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no option " + name);
    }
    return value;
  }

  private Result run() throws Exception {
    List<Target> targets = Target.read(Path.of(option("--targets")));
    Target target = Target.find(targets, option("--row"));
    double loadBefore = Machine.load();
    List<Measurement> passes = turns();
    Result.Check check = check(option("--check"));
    return new Result(
        target,
        Version.TEXT,
        options.getOrDefault("--peer", ""),
        option("--size"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Machine.here(),
        loadBefore,
        Machine.load(),
        check,
        passes);
  }

  private List<Measurement> turns() throws IOException {
    List<Measurement> passes = new ArrayList<>();
    List<Contestant> sides = new ArrayList<>();
    try {
      sides.add(new Contestant(Side.OURS, option("--ours")));
      if (options.containsKey("--theirs")) {
        sides.add(new Contestant(Side.THEIRS, option("--theirs")));
      }
      String[] warming = {option("--warm-ours"), options.getOrDefault("--warm-theirs", "0")};
      for (int side = 0; side < sides.size(); side++) {
        for (int i = 0; i < Integer.parseInt(warming[side]); i++) {
          passes.add(sides.get(side).pass(0));
        }
      }
      for (int pair = 1; pair <= Integer.parseInt(option("--pairs")); pair++) {
        for (Contestant side : sides) {
          passes.add(side.pass(pair));
        }
      }
    } finally {
      for (Contestant side : sides) {
        side.close();
      }
    }
    return passes;
  }

  private static Result.Check check(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean equal = process.waitFor() == 0;
    String[] lines = said.strip().split("\n");
    return new Result.Check(equal, lines[lines.length - 1]);
  }
}
