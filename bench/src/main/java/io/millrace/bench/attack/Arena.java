package io.millrace.bench.attack;

import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.shards.verdict.VerdictRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The folder of a scenario; runs the command line in it. */
final class Arena {

  /** Time limit of short commands; long, since the machine may be busy. */
  static final Duration SHORT = Duration.ofSeconds(120);

  private final List<String> launcher;
  private final Path folder;
  private final boolean quick;
  private int commands;

  /**
   * @param launcher words that start the command line
   * @param folder folder that is created
   */
  Arena(List<String> launcher, Path folder, boolean quick) throws IOException {
    this.launcher = launcher;
    this.folder = Files.createDirectories(folder);
    this.quick = quick;
  }

  /** Whether to use fewer or smaller inputs. */
  boolean quick() {
    return quick;
  }

  Path folder() {
    return folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Writes a file and returns its path. */
  Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Runs a recipe; the output is the folder {@code out-NAME}. */
  Ran run(String name, String recipe, String... more) throws IOException, InterruptedException {
    return run(Duration.ofSeconds(240), name, recipe, more);
  }

  Ran run(Duration limit, String name, String recipe, String... more)
      throws IOException, InterruptedException {
    return command(limit, Map.of(), runArguments(name, recipe, more));
  }

  List<String> runArguments(String name, String recipe, String... more) throws IOException {
    Path file = write(name + ".yaml", recipe.replace("DIR", folder.toString()));
    List<String> arguments =
        new ArrayList<>(List.of("run", file.toString(), "--output", output(name).toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  Path output(String name) {
    return folder.resolve("out-" + name);
  }

  Ran command(String... arguments) throws IOException, InterruptedException {
    return command(SHORT, Map.of(), List.of(arguments));
  }

  Ran command(Duration limit, Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    try (Running running = start(environment, arguments)) {
      return running.end(limit);
    }
  }

  Running start(Map<String, String> environment, List<String> arguments) throws IOException {
    return start(environment, List.of(), arguments);
  }

  /**
   * Starts a command.
   *
   * @param before words before the launcher, such as {@code prlimit} and its arguments
   */
  Running start(Map<String, String> environment, List<String> before, List<String> arguments)
      throws IOException {
    List<String> words = new ArrayList<>(before);
    words.addAll(launcher);
    words.addAll(arguments);
    Path log = folder.resolve("command-" + commands++ + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile());
    if (environment.containsKey("ONLY")) {
      builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("HOME"));
    }
    builder.environment().putAll(environment);
    return new Running(builder.start(), log);
  }

  /** A running command; {@code close} kills it and all processes that it started. */
  record Running(Process process, Path log, long begin) implements AutoCloseable {

    Running(Process process, Path log) {
      this(process, log, System.nanoTime());
    }

    /** Waits for the end; kills the command at the limit. */
    Ran end(Duration limit) throws IOException, InterruptedException {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      Duration time = Duration.ofNanos(System.nanoTime() - begin);
      close();
      return new Ran(ended ? process.exitValue() : Ran.TIMED_OUT, said(), time);
    }

    String said() throws IOException {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** All verdicts of an output; empty if it is not finished. */
  List<VerdictRow> verdicts(String name) {
    List<VerdictRow> rows = new ArrayList<>();
    try {
      FinishedOutput.open(output(name).toString()).forEachVerdict(rows::add);
    } catch (IOException | RuntimeException none) {
      return List.of();
    }
    return rows;
  }
}
