package io.millrace.rephrase.local;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child process that answers one request at a time. Not thread-safe, except {@link #destroy}. */
final class LlamaProcess {

  private static final Logger LOG = LoggerFactory.getLogger(LlamaProcess.class);
  private static final int MOST_LINE = 2_000;
  private static final long LAST_WORDS_MILLIS = 5_000;
  private static final byte[] END = {};

  private final Process process;
  private final Path folder;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
  private final NativeLog nativeLog = new NativeLog();
  private volatile String lastError = "";
  private volatile Thread logReader;

  /** An answer, or the reason why the process ended. */
  private record Event(WorkerAnswer answer, String end) {}

  private LlamaProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Starts a process with a private folder. */
  static LlamaProcess start(LlamaCommand command) throws IOException {
    Path folder = Files.createTempDirectory("millrace-llama");
    Process process;
    try {
      process = new ProcessBuilder(command.in(folder)).directory(folder.toFile()).start();
    } catch (IOException e) {
      delete(folder);
      throw e;
    }
    LlamaProcess worker = new LlamaProcess(process, folder);
    worker.logReader = daemon("millrace-llama-log", worker::drainLog);
    daemon("millrace-llama-answers", worker::readAnswers);
    daemon("millrace-llama-requests", worker::writeRequests);
    return worker;
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Replaces the counts of an answer by those of the log, if it has them. */
  WorkerAnswer counted(WorkerAnswer answer, int limit) throws InterruptedException {
    NativeLog.Counts counts = nativeLog.counts();
    return counts == null ? answer : answer.counted(counts.asked(), counts.answered(), limit);
  }

  /** Sends a request; {@link #receive} fails if the process has ended. */
  void send(WorkerRequest request) throws IOException {
    nativeLog.expect();
    requests.add(request.toBytes());
  }

  /**
   * Waits for the next answer.
   *
   * @return null after the timeout
   * @throws DiedException if the process ended or sent an invalid answer
   */
  WorkerAnswer receive(long nanos) throws DiedException, InterruptedException {
    Event event = events.poll(nanos, TimeUnit.NANOSECONDS);
    if (event == null) {
      return null;
    }
    if (event.answer() == null) {
      throw new DiedException(reason(event.end()));
    }
    return event.answer();
  }

  private String reason(String what) throws InterruptedException {
    destroy();
    logReader.join(LAST_WORDS_MILLIS); // its last output may not be read yet
    return what + (lastError.isEmpty() ? "" : "; last error output: " + lastError);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process and removes its folder. */
  void destroy() {
    requests.add(END);
    process.destroyForcibly();
    process
        .onExit()
        .thenRun(
            () -> {
              try {
                delete(folder);
              } catch (IOException e) {
                LOG.warn("cannot remove {}: {}", folder, e.getMessage());
              }
            });
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Runs in a separate thread, because a process that hangs does not read. */
  private void writeRequests() {
    try (OutputStream out = process.getOutputStream()) {
      for (byte[] request = requests.take(); request != END; request = requests.take()) {
        FramedMessages.write(out, request);
      }
    } catch (IOException e) {
      LOG.debug("a model's process takes no more requests: {}", e.getMessage());
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAnswers() {
    try (InputStream in = new BufferedInputStream(process.getInputStream())) {
      while (true) {
        events.add(new Event(WorkerAnswer.fromBytes(FramedMessages.read(in)), ""));
      }
    } catch (IOException e) {
      events.add(new Event(null, String.valueOf(e.getMessage())));
    }
  }

  /** Reads the log with a bound on the length of lines, because native code may write anything. */
  private void drainLog() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        if (c == '\n') {
          log(line);
        } else if (line.length() < MOST_LINE) {
          line.append((char) c);
        }
      }
      log(line);
    } catch (IOException e) {
      LOG.debug("the log of a model's process ended: {}", e.getMessage());
    }
  }

  private void log(StringBuilder line) {
    String text = line.toString();
    nativeLog.accept(text);
    if (!text.isBlank()) {
      LOG.debug("{}", text);
      lastError = NativeLog.isChatter(text) ? lastError : text.strip();
    }
    line.setLength(0);
  }

  /** The process ended. */
  static final class DiedException extends Exception {

    private static final long serialVersionUID = 1;

    DiedException(String message) {
      super(message);
    }
  }
}
