package io.millrace.connectors.fetch.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits the memory of all bodies in transfer; requests are served in order. A body first takes a
 * small amount from the first of two budgets. When it proves to be large, it takes its maximum size
 * from the second budget and returns the first amount. Therefore bodies cannot deadlock, and bodies
 * of unknown length, most of which are small, do not each reserve the maximum.
 */
public final class BodyBudget {

  /** The two budgets, with half of the bytes each. */
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
   * @param bytes at most the whole budget
   * @param granted called at once, or later by another thread
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
