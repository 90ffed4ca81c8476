package io.millrace.extract.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The workers of this JVM, shared by its threads. They start with the first requests: at most one a
 * processor, and so many that their heaps take at most half of the memory that this JVM's heap
 * leaves, but always one. They end with this JVM, however it ends.
 */
public final class Workers {

  private static final Workers SHARED =
      new Workers(Runtime.getRuntime().availableProcessors(), shareOfMemory());

  private final int most;
  private final long mostBytes;

  /** Not used at present; the one used last comes last. */
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();

  private int alive;
  private long bytes;

  /**
   * @param most most processes, whatever their heaps
   * @param mostBytes most bytes of heap of all processes, unless there is only one
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
   * Sends a request to a free worker and waits for its answer. A worker that others have used
   * before is not believed when it runs out of memory or crashes: a new one is asked again, so that
   * the outcome depends on the request alone.
   *
   * @param seconds of processor time, of all threads of the worker; a tenth of the time that passes
   *     counts too
   * @param mostAnswer most bytes of an answer
   * @throws WorkerException when the worker ends instead of answering
   * @throws IOException when no worker can be started
   * @throws InterruptedException when this thread is interrupted; the worker is ended
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

  /** An idle worker, or null when a new one may be started; its place is taken then. */
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
