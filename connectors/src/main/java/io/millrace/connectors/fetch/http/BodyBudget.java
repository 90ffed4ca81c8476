package io.millrace.connectors.fetch.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that bodies on their way may take up together; whoever asked first is served first. A body
 * asks the first of two budgets for a little, and once it is found to be large the second for all
 * that it may grow to, then gives the first share back. So bodies never wait for each other in a
 * circle, and those of unknown length, most of them small, need not each have room for a large one.
 */
public final class BodyBudget {

  /** The two of them, half of the bytes each. */
  public record Both(BodyBudget middling, BodyBudget large) {
    static Both of(long bytes) {
      return new Both(new BodyBudget(bytes / 2), new BodyBudget(bytes / 2));
    }

    public long free() {
      return middling.free() + large.free();
    }
  }

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

  public synchronized long free() {
    return free;
  }
}
