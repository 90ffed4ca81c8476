package io.millrace.extract.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The workers of this JVM, shared by its threads. They start on demand: at most one per processor,
 * and so many that their heaps take at most half of the memory outside this JVM's heap, but always
 * one. They end when this JVM ends, even if it is killed.
 */
public final class Workers {

  private static final Workers SHARED =
      new Workers(Runtime.getRuntime().availableProcessors(), shareOfMemory());

  private final int most;
  private final long mostBytes;

  /** Idle workers; the one used last is at the end. */
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();

  private int alive;
  private long bytes;

  /**
   * @param most most processes, whatever their heaps
   * @param mostBytes most heap bytes of all processes together; a single process may exceed it
   */
  Workers(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  public static Workers shared() {
    return SHARED;
  }

  private static long shareOfMemory() {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (machine.getTotalMemorySize() - Runtime.getRuntime().maxMemory()) / 2;
  }

  /**
   * Sends a request to a free worker and waits for its answer. If a worker that has answered
   * earlier requests runs out of memory or crashes, the request is repeated in a new worker, so
   * that the outcome depends on the request alone.
   *
   * @param mostAnswer most bytes of an answer
   * @param seconds limit of processor time of all threads of the worker; the limit of elapsed time
   *     is ten times as long
   * @throws WorkerException if the worker ends instead of answering
   * @throws IOException if no worker can be started
   * @throws InterruptedException if this thread is interrupted; the worker is ended
   */
  public byte[] call(WorkerCommand command, byte[] head, byte[] body, int mostAnswer, int seconds)
      throws WorkerException, IOException, InterruptedException {
    while (true) {
      WorkerProcess worker = take(command);
      boolean used = worker.answers() > 0;
      boolean answered = false;
      try {
        byte[] answer = worker.call(head, body, mostAnswer, seconds);
        answered = true;
        return answer;
      } catch (WorkerException ended) {
        if (!used || ended.kind() == WorkerException.Kind.TIME) {
          throw ended;
        }
      } finally {
        if (answered) {
          putBack(worker);
        } else {
          worker.destroy();
          forget(command);
        }
      }
    }
  }

  private WorkerProcess take(WorkerCommand command) throws IOException, InterruptedException {
    WorkerProcess waiting = waitForPlace(command);
    if (waiting != null) {
      return waiting;
    }
    WorkerProcess started = null;
    try {
      started = WorkerProcess.start(command);
      return started;
    } finally {
      if (started == null) {
        forget(command);
      }
    }
  }

  /** Returns an idle worker, or null after reserving a place for a new one. */
  private synchronized WorkerProcess waitForPlace(WorkerCommand command)
      throws InterruptedException {
    while (true) {
      for (Iterator<WorkerProcess> last = idle.descendingIterator(); last.hasNext(); ) {
        WorkerProcess worker = last.next();
        if (worker.command().equals(command)) {
          last.remove();
          return worker;
        }
      }
      if (alive == 0 || alive < most && bytes + command.heapBytes() <= mostBytes) {
        alive++;
        bytes += command.heapBytes();
        return null;
      }
      if (idle.isEmpty()) {
        wait();
      } else {
        WorkerProcess other = idle.removeFirst();
        other.destroy();
        forget(other.command());
      }
    }
  }

  private synchronized void putBack(WorkerProcess worker) {
    idle.addLast(worker);
    notifyAll();
  }

  private synchronized void forget(WorkerCommand command) {
    alive--;
    bytes -= command.heapBytes();
    notifyAll();
  }
}
