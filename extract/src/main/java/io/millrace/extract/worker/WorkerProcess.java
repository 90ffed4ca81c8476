package io.millrace.extract.worker;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A child process that answers one request at a time. Used by one thread at a time. */
final class WorkerProcess {

  /**
   * Environment variables that the JVM needs; others may have secrets, or options that change the
   * worker.
   */
  private static final Set<String> ENVIRONMENT =
      Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SystemRoot");

  private static final int MOST_WORDS = 300;
  private static final int CHECK_MILLIS = 50;
  private static final int WAITING = 10;
  private static final int START_SECONDS = 120;
  private static final ScheduledThreadPoolExecutor WATCH = watch();

  private final WorkerCommand command;
  private final Process process;
  private final Path folder;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final StringBuilder lastWords = new StringBuilder();
  private boolean timedOut;
  private boolean killed;
  private long answers;

  /** Number of the current request, or 0. */
  private long current;

  private long requests;

  private WorkerProcess(WorkerCommand command, Process process, Path folder) {
    this.command = command;
    this.process = process;
    this.folder = folder;
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    this.out = new DataOutputStream(process.getOutputStream());
  }

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "millrace-workers");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @throws IOException if it cannot be started; the message has its output
   */
  static WorkerProcess start(WorkerCommand command) throws IOException {
    return start(command, START_SECONDS);
  }

  /**
   * The same with another time limit.
   *
   * @param seconds after which a process that is not ready is killed
   */
  static WorkerProcess start(WorkerCommand command, int seconds) throws IOException {
    Path folder = TemporaryFolder.create();
    WorkerProcess worker;
    try {
      ProcessBuilder builder = new ProcessBuilder(command.in(folder)).redirectErrorStream(true);
      builder.environment().keySet().retainAll(ENVIRONMENT);
      worker = new WorkerProcess(command, builder.start(), folder);
    } catch (IOException | RuntimeException e) {
      TemporaryFolder.delete(folder);
      throw e;
    }
    long request = worker.begin();
    Future<?> deadline =
        WATCH.schedule(() -> worker.kill(request, true), seconds, TimeUnit.SECONDS);
    try {
      worker.read(0);
      worker.finish();
    } catch (IOException e) {
      worker.destroy();
      String late = worker.isTimedOut() ? "not ready after " + seconds + " s; " : "";
      throw new IOException("cannot start a process for parsers: " + late + worker.lastWords(), e);
    } finally {
      deadline.cancel(false);
    }
    return worker;
  }

  WorkerCommand command() {
    return command;
  }

  long answers() {
    return answers;
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @throws WorkerException if the process ends instead; it is destroyed then
   * @throws InterruptedException if this thread is interrupted; the process is destroyed then
   */
  byte[] call(byte[] head, byte[] body, int mostAnswer, int seconds)
      throws WorkerException, InterruptedException {
    Future<?> watched = watch(begin(), Thread.currentThread(), seconds);
    try {
      out.writeInt(head.length);
      out.write(head);
      out.writeInt(body.length);
      out.write(body);
      out.flush();
      byte[] answer = read(mostAnswer);
      finish();
      answers++;
      return answer;
    } catch (IOException ended) {
      throw end(seconds);
    } finally {
      watched.cancel(false);
    }
  }

  private synchronized long begin() {
    current = ++requests;
    return current;
  }

  /** Ends the request, which can then no longer kill the process; fails if it has killed it. */
  private synchronized void finish() throws EOFException {
    current = 0;
    if (killed) {
      throw new EOFException("the process was killed");
    }
  }

  /** Kills the process, unless the request is finished: the next request has its own time. */
  private synchronized void kill(long request, boolean late) {
    if (request == current) {
      killed = true;
      timedOut |= late;
      process.destroyForcibly();
    }
  }

  private synchronized boolean isTimedOut() {
    return timedOut;
  }

  private WorkerException end(int seconds) throws InterruptedException {
    process.destroyForcibly();
    int status = process.waitFor();
    destroy();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (isTimedOut()) {
      return new WorkerException(
          WorkerException.Kind.TIME, "used more than " + seconds + " s of processor time");
    }
    return status == WorkerCommand.OUT_OF_MEMORY
        ? new WorkerException(
            WorkerException.Kind.MEMORY,
            "used more than " + command.heapBytes() + " bytes of memory")
        : new WorkerException(
            WorkerException.Kind.CRASH, "ended the process of its parser, exit code " + status);
  }

  /** Kills the process when it exceeds its time or when the waiting thread is interrupted. */
  private Future<?> watch(long request, Thread waiting, int seconds) {
    Duration limit = Duration.ofSeconds(seconds);
    long start = System.nanoTime();
    Duration[] before = new Duration[1];
    return WATCH.scheduleWithFixedDelay(
        () -> {
          Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
          before[0] = before[0] == null ? used : before[0];
          Duration waited = Duration.ofNanos((System.nanoTime() - start) / WAITING);
          boolean late = used.minus(before[0]).compareTo(limit) > 0 || waited.compareTo(limit) > 0;
          if (late || waiting.isInterrupted()) {
            kill(request, late);
          }
        },
        CHECK_MILLIS,
        CHECK_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private byte[] read(int most) throws IOException {
    int matched = 0;
    while (matched < WorkerLoop.MARK.length) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the process has ended");
      }
      if ((byte) b == WorkerLoop.MARK[matched]) {
        matched++;
      } else {
        matched = (byte) b == WorkerLoop.MARK[0] ? 1 : 0;
        if (lastWords.length() < MOST_WORDS) {
          lastWords.append((char) b);
        }
      }
    }
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new IOException("an answer of " + length + " bytes");
    }
    byte[] answer = in.readNBytes(length);
    if (answer.length < length) {
      throw new EOFException("the process has ended within an answer");
    }
    return answer;
  }

  private String lastWords() {
    byte[] bytes = lastWords.toString().getBytes(StandardCharsets.ISO_8859_1);
    String words = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    return words.isEmpty() ? "it ended without a message" : words;
  }

  /** Ends the process and removes its temporary files. */
  void destroy() {
    process.destroyForcibly();
    process.onExit().thenRun(() -> TemporaryFolder.delete(folder));
  }
}
