package io.millrace.pipelines.batch;

import io.millrace.pipelines.engine.SharedResources;
import io.millrace.pipelines.flow.ChainMill;
import io.millrace.pipelines.flow.KeyedSink;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.StageTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/**
 * Threads that take pairs through the stages from {@code image-fetch} on, shared by all workers of
 * a process. One worker fetches all images of a host; because they are decoded here, a list of one
 * host still keeps all processors busy. The output does not depend on which thread takes a pair.
 * See {@link SharedResources}.
 */
final class SharedJudges {

  private static final SharedResources<MillPlan, SharedJudges> OPEN =
      new SharedResources<>(SharedJudges::new, shared -> shared.threads.shutdown());

  /** Addresses per thread that are in the chain, wait for it, or wait to be emitted. */
  private static final int PLACES = 2;

  /** Work with a chain that no other thread uses meanwhile. */
  @FunctionalInterface
  interface Work<T> {
    T with(ChainMill chain) throws IOException;
  }

  private final MillPlan plan;
  private final ExecutorService threads;
  private final Semaphore places;

  /** As many chains as were needed at once; each is used under its own lock. */
  private final List<ChainMill> all = new ArrayList<>();

  private final List<ChainMill> idle = new ArrayList<>();

  private SharedJudges(MillPlan plan) {
    this.plan = plan;
    int count = Math.min(plan.workers(), Runtime.getRuntime().availableProcessors());
    this.places = new Semaphore(PLACES * count);
    this.threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "millrace-judge");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The threads of a run; call {@link #release} when done. */
  static SharedJudges acquire(MillPlan plan) throws IOException {
    return OPEN.acquire(plan);
  }

  void release() {
    OPEN.release(plan);
  }

  /** Takes a place if one is free; places limit the memory. */
  boolean takePlace() {
    return places.tryAcquire();
  }

  void leavePlace() {
    places.release();
  }

  /**
   * @param done takes the result, or null and the failure
   */
  <T> void submit(Work<T> work, BiConsumer<T, Throwable> done) {
    threads.execute(
        () -> {
          T result = null;
          Throwable failure = null;
          try {
            ChainMill chain = borrow();
            synchronized (chain) {
              result = work.with(chain);
            }
            giveBack(chain);
          } catch (IOException | RuntimeException | Error thrown) {
            failure = thrown; // rethrown by the worker of the partition
          }
          done.accept(result, failure);
        });
  }

  private ChainMill borrow() throws IOException {
    synchronized (all) {
      if (!idle.isEmpty()) {
        return idle.remove(idle.size() - 1);
      }
    }
    ChainMill made = new ChainMill(plan, plan.images().fetchStage());
    synchronized (all) {
      all.add(made);
    }
    return made;
  }

  private void giveBack(ChainMill chain) {
    synchronized (all) {
      idle.add(chain);
    }
  }

  private List<ChainMill> chains() {
    synchronized (all) {
      return List.copyOf(all);
    }
  }

  /**
   * Emits the marks of blocks that are not full. A worker calls this after its last address, and so
   * emits its own marks and possibly some of other workers.
   */
  void flushMarks(KeyedSink markBlocks) {
    for (ChainMill chain : chains()) {
      synchronized (chain) {
        chain.sendMarksTo(markBlocks);
        chain.flushMarks();
      }
    }
  }

  /** Reports the cost of each stage since the last call, by any worker. */
  void takeStageTimes(StageTimes out) {
    for (ChainMill chain : chains()) {
      synchronized (chain) {
        chain.takeStageTimes(out);
      }
    }
  }
}
