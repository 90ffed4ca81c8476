package io.millrace.extract.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A worker that executes the request and answers with its process id. */
final class ScriptedWorker {

  static final String ANSWER = "answer";
  static final String LOOP = "loop";
  static final String FILL = "fill";
  static final String FILL_IF_USED = "fill if used";
  static final String CRASH = "crash";
  static final String PRINT = "print";
  static final String SIGNALS = "signals";

  private static boolean used;

  private ScriptedWorker() {}

  public static void main(String[] args) {
    if (args.length == 0) {
      WorkerLoop.serve(ScriptedWorker::answer);
    }
  }

  /** A parent: starts a worker, prints its process id, and waits for an answer that never comes. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
      Workers workers = new Workers(1, 0);
      WorkerCommand command = new WorkerCommand(ScriptedWorker.class, List.of(), 1L << 26);
      byte[] none = new byte[0];
      byte[] answer =
          workers.call(command, ANSWER.getBytes(StandardCharsets.UTF_8), none, 100, 1_000);
      System.out.write(answer);
      System.out.println();
      System.out.flush();
      workers.call(command, LOOP.getBytes(StandardCharsets.UTF_8), none, 100, 1_000);
    }
  }

  /** A process that is never ready. */
  static final class Silent {
    private Silent() {}

    public static void main(String[] args) throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  /** Sends itself the signals of a terminal and works on for a second. */
  private static void sendSignals() {
    try {
      String pid = Long.toString(ProcessHandle.current().pid());
      for (String signal : List.of("-INT", "-TERM", "-HUP")) {
        new ProcessBuilder("kill", signal, pid).start().waitFor();
      }
    } catch (IOException | InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
    long end = System.nanoTime() + 1_000_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static byte[] answer(byte[] head, byte[] body) {
    String what = new String(head, StandardCharsets.UTF_8);
    boolean first = !used;
    used = true;
    if (what.equals(FILL) || what.equals(FILL_IF_USED) && !first) {
      List<byte[]> all = new ArrayList<>();
      while (true) {
        all.add(new byte[1 << 20]);
      }
    }
    if (what.equals(CRASH)) {
      Runtime.getRuntime().halt(9);
    }
    if (what.equals(SIGNALS)) {
      sendSignals();
    }
    if (what.equals(PRINT)) {
      System.out.println("a library prints");
      System.err.println("a library warns");
    }
    long turns = 0;
    while (what.equals(LOOP)) {
      turns++;
      Thread.onSpinWait();
    }
    return (ProcessHandle.current().pid() + " " + body.length + " " + turns)
        .getBytes(StandardCharsets.UTF_8);
  }
}
