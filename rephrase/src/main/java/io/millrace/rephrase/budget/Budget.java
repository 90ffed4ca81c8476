package io.millrace.rephrase.budget;

import io.millrace.rephrase.store.Database;
import io.millrace.rephrase.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces hard limits over all workers and processes that share a store. Each call first reserves
 * the most that it may use; without room it is not made. After the call, the count of the server
 * replaces the reservation. Both transactions are on disk before the call continues, so the limits
 * hold even if processes die.
 *
 * <p>Calls are decided in the order of a queue. A call that has no room beside the reservations of
 * others waits until these settle; it is refused when the spent amount alone leaves no room. So
 * refusals depend on the order of the calls and on their use, not on the number of calls in flight.
 *
 * <p>A process sends a heartbeat to the store every few seconds. The reservations of a dead process
 * count as spent after {@link Ledger#LEASE_MILLIS}, because servers may have charged them.
 *
 * <p>Only a server that uses more tokens than allowed, or that counts more prompt tokens than the
 * prompt has bytes, can exceed the limits. Settled counts are not checked here; {@link
 * io.millrace.rephrase.generate.Usage} checks the count of a server before.
 *
 * <p>Thread-safe: concurrent operations share a transaction. All methods throw {@link
 * StoreException} when the store cannot be used.
 */
public final class Budget implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Budget.class);

  /** Interval of checks whether calls of other processes have settled. */
  private static final long POLL_MILLIS = 250;

  /** Most calls decided in one transaction. */
  private static final int MOST_DECIDED = 256;

  /** A part of a shared transaction. */
  private abstract static class Operation {
    private boolean done;
    private RuntimeException failure;

    /** Runs again when the transaction is retried. */
    abstract void run(Ledger ledger) throws SQLException;
  }

  private enum Decision {
    NONE,
    GRANTED,
    REFUSED
  }

  /** A call in the queue. */
  private static final class Waiting {
    private final Price price;
    private final long tokens;
    private final long picos;
    private final CompletableFuture<Optional<Reservation>> result = new CompletableFuture<>();
    private Decision decision = Decision.NONE;
    private long id;

    Waiting(Price price, long tokens, long picos) {
      this.price = price;
      this.tokens = tokens;
      this.picos = picos;
    }
  }

  private final Database database;
  private final String name;
  private final ReentrantLock leader = new ReentrantLock();
  private final List<Operation> wanted = new ArrayList<>();
  private final ScheduledThreadPoolExecutor thread;

  /** Guarded by itself; only the thread of the budget removes calls. */
  private final Deque<Waiting> line = new ArrayDeque<>();

  /** Whether a poll is scheduled; only for the thread of the budget. */
  private boolean polls;

  /** Id of this worker, written by the thread of the budget; 0 before the first call. */
  private volatile long worker;

  private Budget(Database database, String name) {
    this.database = database;
    this.name = name;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "budget");
              made.setDaemon(true);
              return made;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  /**
   * Opens or creates the budget with the name of the settings. The limits are replaced by those of
   * the settings; the spent amounts stay.
   *
   * @param url {@code sqlite:PATH} or {@code postgresql://host/database}
   */
  public static Budget open(String url, BudgetSettings settings) {
    Database database = Ledger.database(url);
    try {
      long maxPicos = Price.picosOf(Price.micros(settings.maxMoney()));
      database.run(
          connection -> {
            Ledger.setLimits(connection, settings.name(), settings.maxTokens(), maxPicos);
            return null;
          });
      return new Budget(database, settings.name());
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  /**
   * Reserves room for a call, after the calls before it. Does not block. The future completes on
   * the thread of the budget, exceptionally when the store cannot be used.
   *
   * @param price of the model
   * @param promptTokens most tokens that the prompt may have
   * @param maxTokens most tokens that the completion may have
   * @return empty when the spent amount leaves no room
   */
  public CompletableFuture<Optional<Reservation>> reserve(
      Price price, long promptTokens, long maxTokens) {
    if (promptTokens < 0 || maxTokens < 0) {
      throw new IllegalArgumentException("tokens are " + promptTokens + " and " + maxTokens);
    }
    Waiting call =
        new Waiting(
            price, Math.addExact(promptTokens, maxTokens), price.picos(promptTokens, maxTokens));
    synchronized (line) {
      line.add(call);
    }
    decideSoon();
    return call.result;
  }

  private void decideSoon() {
    try {
      thread.execute(this::decide);
    } catch (RejectedExecutionException closed) {
      failAll(new StoreException(database.name() + " is closed", closed));
    }
  }

  /** Decides as many calls as possible from the front of the queue. */
  private void decide() {
    List<Waiting> front;
    synchronized (line) {
      front = line.stream().limit(MOST_DECIDED).toList();
    }
    if (front.isEmpty()) {
      return;
    }
    try {
      beginWork();
      perform(new Decide(front));
    } catch (RuntimeException failed) {
      failAll(failed);
      return;
    }
    int decided = 0;
    while (decided < front.size() && front.get(decided).decision != Decision.NONE) {
      decided++;
    }
    boolean more;
    synchronized (line) {
      for (int i = 0; i < decided; i++) {
        line.remove();
      }
      more = !line.isEmpty();
    }
    for (Waiting call : front.subList(0, decided)) {
      call.result.complete(
          call.decision == Decision.GRANTED ? Optional.of(new Reserved(call)) : Optional.empty());
    }
    if (decided == front.size() && more) {
      decideSoon();
    } else if (decided < front.size() && !polls) {
      polls = true;
      thread.schedule(this::poll, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void poll() {
    polls = false;
    decide();
  }

  /** Registers this worker in the store before its first call. */
  private void beginWork() {
    if (worker == 0) {
      String who = "process " + ProcessHandle.current().pid() + host();
      long id = database.run(connection -> Ledger.enter(database, connection, who));
      worker = id;
      thread.scheduleWithFixedDelay(
          () -> beat(id, who),
          Ledger.LEASE_MILLIS / 6,
          Ledger.LEASE_MILLIS / 6,
          TimeUnit.MILLISECONDS);
    }
  }

  private static String host() {
    String host = System.getenv("HOSTNAME");
    return host == null || host.isBlank() ? "" : " on " + host.strip();
  }

  private void beat(long id, String who) {
    try {
      database.run(
          connection -> {
            Ledger.beat(database, connection, id, who);
            return null;
          });
    } catch (RuntimeException unusable) {
      // an exception would end the heartbeat; the next call fails too and ends the work
      LOG.warn("the heartbeat to the budget's store failed: {}", unusable.toString());
    }
  }

  private void failAll(RuntimeException failure) {
    List<Waiting> all;
    synchronized (line) {
      all = List.copyOf(line);
      line.clear();
    }
    all.forEach(call -> call.result.completeExceptionally(failure));
  }

  /** A consistent snapshot of the budget. */
  public BudgetState state() {
    return database.run(
        connection -> Ledger.lock(database, connection, name).orElseThrow().state());
  }

  /**
   * Runs an operation in a transaction together with others that wait: the first thread that gets
   * the lock runs all of them.
   */
  private void perform(Operation operation) {
    synchronized (wanted) {
      wanted.add(operation);
    }
    leader.lock();
    try {
      if (!operation.done) {
        List<Operation> batch;
        synchronized (wanted) {
          batch = List.copyOf(wanted);
          wanted.clear();
        }
        runTogether(batch);
      }
    } finally {
      leader.unlock();
    }
    if (operation.failure != null) {
      throw operation.failure;
    }
  }

  private void runTogether(List<Operation> batch) {
    RuntimeException failure = null;
    try {
      database.run(
          connection -> {
            Ledger ledger =
                Ledger.lock(database, connection, name)
                    .orElseThrow(
                        () ->
                            new StoreException(
                                database.name() + " no longer has the budget", null));
            for (Operation operation : batch) {
              operation.run(ledger);
            }
            ledger.store();
            return null;
          });
    } catch (RuntimeException failed) {
      failure = failed;
    } catch (Error failed) {
      failure = new StoreException(database.name() + " failed: " + failed, failed);
    }
    for (Operation operation : batch) {
      operation.done = true;
      operation.failure = failure;
    }
  }

  /** Fails waiting calls. Open reservations count as spent. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("the thread of the budget does not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    failAll(new StoreException(database.name() + " is closed", null));
    if (worker != 0) {
      try {
        database.run(
            connection -> {
              Ledger.leave(connection, worker);
              return null;
            });
      } catch (StoreException unusable) {
        // other processes notice the missing heartbeat
        LOG.debug("this worker could not be removed from the budget's store", unusable);
      }
    }
    database.close();
  }

  private final class Decide extends Operation {
    private final List<Waiting> front;

    Decide(List<Waiting> front) {
      this.front = front;
    }

    @Override
    void run(Ledger ledger) throws SQLException {
      front.forEach(call -> call.decision = Decision.NONE);
      boolean living = false;
      for (Waiting call : front) {
        if (!ledger.hasRoom(call.tokens, call.picos) && !living) {
          ledger.expireDead(worker);
          living = true;
        }
        if (ledger.isSpent(call.tokens, call.picos)) {
          call.decision = Decision.REFUSED;
        } else if (ledger.hasRoom(call.tokens, call.picos)) {
          call.id = ledger.reserve(worker, call.tokens, call.picos);
          call.decision = Decision.GRANTED;
        } else {
          return;
        }
      }
    }
  }

  private final class Reserved implements Reservation {
    private final Waiting call;
    private boolean ended;

    Reserved(Waiting call) {
      this.call = call;
    }

    @Override
    public void settle(long promptTokens, long completionTokens) {
      long cost = call.price.picos(promptTokens, completionTokens);
      end(ledger -> ledger.count(promptTokens, completionTokens, cost));
    }

    @Override
    public void assumeWorst() {
      end(ledger -> ledger.assume(call.tokens, call.picos));
    }

    @Override
    public void release() {
      end(ledger -> {});
    }

    private void end(Consumer<Ledger> how) {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      perform(
          new Operation() {
            @Override
            void run(Ledger ledger) throws SQLException {
              ledger.end(call.id, call.tokens, call.picos);
              how.accept(ledger);
            }
          });
      boolean waits;
      synchronized (line) {
        waits = !line.isEmpty();
      }
      if (waits) {
        decideSoon();
      }
    }
  }
}
