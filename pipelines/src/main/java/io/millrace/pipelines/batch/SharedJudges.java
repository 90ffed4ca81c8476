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
 * Threads that take pairs through the stages from {@code image-fetch} on, which all workers of a
 * process share. Images are fetched by the worker of their host; decoded they are here, so that a
 * list of one host keeps all processors busy. See {@link SharedResources}.
 *
 * <p>Which thread takes a pair changes nothing of what becomes of it.
 */
final class SharedJudges {

  private static final SharedResources<MillPlan, SharedJudges> OPEN =
      new SharedResources<>(SharedJudges::new, shared -> shared.threads.shutdown());

  /** Addresses for each thread that are being judged, wait for it, or wait to be handed on. */
  private static final int PLACES = 2;

  /** Work with a chain that nobody else uses meanwhile. */
  @FunctionalInterface
  interface Work<T> {
    T with(ChainMill chain) throws IOException;
  }

  private final MillPlan plan;
  private final ExecutorService threads;
  private final Semaphore places;

  /** As many as were ever needed at once; each is used under its own lock. */
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

  /** The ones for this run; {@link #release} follows. */
  static SharedJudges acquire(MillPlan plan) throws IOException {
    return OPEN.acquire(plan);
  }

  void release() {
    OPEN.release(plan);
  }

  /** Takes one of the places that bound what is in memory, if one is free. */
  boolean takePlace() {
    return places.tryAcquire();
  }

  void leavePlace() {
    places.release();
  }

  /**
   * @param done takes the result, or null and what went wrong
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
            failure = thrown; // the worker that waits for it throws it
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
   * Hands on the marks that no block was full of. Whoever has had all its addresses judged calls
   * this, and so hands on its own, with some of others among them.
   */
  void flushMarks(KeyedSink markBlocks) {
    for (ChainMill chain : chains()) {
      synchronized (chain) {
        chain.sendMarksTo(markBlocks);
        chain.flushMarks();
      }
    }
  }

  /** Hands on what each stage has cost since the last call, whoever asked for it. */
  void takeStageTimes(StageTimes out) {
    for (ChainMill chain : chains()) {
      synchronized (chain) {
        chain.takeStageTimes(out);
      }
    }
  }
}
