package io.millrace.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The command line in its own process, started as the launcher starts it. */
public final class ChildJvm implements AutoCloseable {

  /** Exit status after SIGKILL. */
  static final int KILLED = 137;

  private static final long POLL_NANOS = 200_000;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(180);

  private final Process process;
  private final Path log;

  /** A condition that a process makes true. */
  @FunctionalInterface
  interface Moment {
    boolean isNow() throws IOException;
  }

  private ChildJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  public static ChildJvm start(Path log, Map<String, String> environment, List<String> arguments)
      throws IOException {
    return start("1g", log, environment, arguments);
  }

  public static ChildJvm start(
      String heap, Path log, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : Files.readAllLines(Path.of("src/main/launcher/jvm.options"))) {
      if (!option.isBlank() && !option.startsWith("#")) {
        command.add(option);
      }
    }
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-Xmx" + heap);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Millrace.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start(), log);
  }

  /**
   * Kills the process as soon as the condition is true.
   *
   * @return its exit status; not {@link #KILLED} when it ended before
   */
  int killAt(Moment moment) throws IOException, InterruptedException {
    await(moment);
    process.destroyForcibly();
    return end();
  }

  /**
   * Pauses the process (SIGSTOP) as soon as the condition is true, which must be before its end.
   */
  void pauseAt(Moment moment) throws IOException, InterruptedException {
    await(moment);
    if (!process.isAlive()) {
      throw new AssertionError("the process ended with " + end() + "\n" + said());
    }
    signal("STOP");
  }

  /** Continues a paused process. */
  void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("no signal could be sent\n" + said());
    }
  }

  /**
   * Sends SIGTERM as soon as the condition is true.
   *
   * @return its exit status
   */
  int terminateAt(Moment moment) throws IOException, InterruptedException {
    await(moment);
    process.destroy();
    return end();
  }

  private void await(Moment moment) throws IOException {
    long begin = System.nanoTime();
    while (process.isAlive() && !moment.isNow()) {
      if (System.nanoTime() - begin > LIMIT_NANOS) {
        throw new AssertionError("the moment never came\n" + said());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Waits for the process to end by itself. */
  public int end() throws IOException, InterruptedException {
    if (!process.waitFor(LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
      throw new AssertionError("the process does not end\n" + said());
    }
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  public String said() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
