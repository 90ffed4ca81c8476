package io.millrace.rephrase.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Timing of a GPU with continuous batching. Each step gives every running sequence some tokens. It
 * takes a fixed time plus a time for each sequence, and longer when too many sequences run or wait,
 * as when the key-value cache is swapped. So throughput first rises with the number of concurrent
 * requests, then is constant, then falls.
 */
final class Engine {

  /**
   * Speed of the engine. * @param slots most sequences that run concurrently
   *
   * @param stepMicros fixed time of a step
   * @param sequenceMicros time of a step for each running sequence
   * @param tokensPerStep tokens that each sequence gets in a step
   * @param crowd sequences, running and waiting, above which steps get longer
   */
  record Speed(int slots, long stepMicros, long sequenceMicros, int tokensPerStep, int crowd) {}

  private static final class Sequence {
    int left;
    final CountDownLatch done = new CountDownLatch(1);

    Sequence(int tokens) {
      left = tokens;
    }
  }

  private final Speed speed;
  private final Deque<Sequence> waiting = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "fake-gpu");
  private boolean closed;

  Engine(Speed speed) {
    this.speed = speed;
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns after a number of tokens was generated. */
  void generate(int tokens) throws InterruptedException {
    Sequence sequence = new Sequence(tokens);
    synchronized (waiting) {
      waiting.add(sequence);
      waiting.notifyAll();
    }
    sequence.done.await();
  }

  private void run() {
    List<Sequence> running = new ArrayList<>();
    long next = System.nanoTime();
    while (true) {
      int crowd;
      synchronized (waiting) {
        while (running.isEmpty() && waiting.isEmpty() && !closed) {
          try {
            waiting.wait();
          } catch (InterruptedException ended) {
            return;
          }
          next = System.nanoTime();
        }
        if (closed) {
          running.forEach(sequence -> sequence.done.countDown());
          waiting.forEach(sequence -> sequence.done.countDown());
          return;
        }
        while (running.size() < speed.slots() && !waiting.isEmpty()) {
          running.add(waiting.poll());
        }
        crowd = running.size() + waiting.size();
      }
      next += stepNanos(running.size(), crowd);
      while (next - System.nanoTime() > 0) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      step(running);
    }
  }

  private long stepNanos(int running, int crowd) {
    double micros = speed.stepMicros() + speed.sequenceMicros() * (double) running;
    double excess = Math.max(0, crowd - speed.crowd()) / (double) speed.crowd();
    return (long) (micros * (1 + excess) * 1000);
  }

  private void step(List<Sequence> running) {
    for (Iterator<Sequence> each = running.iterator(); each.hasNext(); ) {
      Sequence sequence = each.next();
      sequence.left -= speed.tokensPerStep();
      if (sequence.left <= 0) {
        sequence.done.countDown();
        each.remove();
      }
    }
  }

  void close() {
    synchronized (waiting) {
      closed = true;
      waiting.notifyAll();
    }
  }
}
