package io.millrace.connectors.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes that bodies on their way may take up, all together. A body asks once for all that it
 * may grow to, so bodies never wait for each other in a circle; whoever asked first is served
 * first.
 */
final class BodyBudget {

  private record Waiting(long bytes, Runnable granted) {}

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long free;

  BodyBudget(long bytes) {
    this.free = bytes;
  }

  /**
   * @param bytes no more than the whole budget
   * @param granted run at once or later, perhaps by another thread
   */
  void ask(long bytes, Runnable granted) {
    synchronized (this) {
      if (!waiting.isEmpty() || bytes > free) {
        waiting.add(new Waiting(bytes, granted));
        return;
      }
      free -= bytes;
    }
    granted.run();
  }

  void giveBack(long bytes) {
    List<Runnable> served = new ArrayList<>();
    synchronized (this) {
      free += bytes;
      while (!waiting.isEmpty() && waiting.peek().bytes <= free) {
        Waiting next = waiting.poll();
        free -= next.bytes;
        served.add(next.granted);
      }
    }
    served.forEach(Runnable::run);
  }

  synchronized long free() {
    return free;
  }
}
