package io.millrace.rephrase.budget;

import io.millrace.rephrase.store.Database;
import io.millrace.rephrase.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Hard limits over all workers and processes that share a store. Each call first reserves the most
 * that it may use; when there is no room, it is not made. After the call the server's own count
 * replaces the reservation. Both are transactions that reached the disk before the method returns,
 * so the limits hold whoever dies when: what a dead worker had reserved stays taken.
 *
 * <p>The limits can be passed only by a server that uses more tokens than it was allowed, or counts
 * more in a prompt than it has bytes; its count is then taken as it is.
 *
 * <p>Safe for use by several threads: what they want at the same time shares a transaction. All
 * methods throw {@link StoreException} when the store cannot be used.
 */
public final class Budget implements AutoCloseable {

  private static final int VERSION = 1;
  private static final int OPEN = 0;
  private static final int EXPIRED = 1;

  /** One thing to do in a shared transaction. */
  private abstract static class Operation {
    private boolean done;
    private RuntimeException failure;

    /** May run again when the transaction does. */
    abstract void run(Connection connection) throws SQLException;
  }

  private final Database database;
  private final String name;
  private final LongSupplier millis;
  private final ReentrantLock leader = new ReentrantLock();
  private final List<Operation> wanted = new ArrayList<>();

  private Budget(Database database, String name, LongSupplier millis) {
    this.database = database;
    this.name = name;
    this.millis = millis;
  }

  /**
   * Opens the budget of the settings' name; a new one is made. The limits are those of whoever
   * opened it last: what is spent stays spent.
   *
   * @param url {@code sqlite:PATH} or {@code postgresql://host/database}
   */
  public static Budget open(String url, BudgetSettings settings) {
    return open(url, settings, System::currentTimeMillis);
  }

  static Budget open(String url, BudgetSettings settings, LongSupplier millis) {
    Database database =
        Database.open(
            url,
            Database.Durability.DISK,
            "budget",
            VERSION,
            "CREATE TABLE budget (name TEXT PRIMARY KEY, max_tokens BIGINT NOT NULL, max_picos"
                + " BIGINT NOT NULL, prompt_tokens BIGINT NOT NULL DEFAULT 0, completion_tokens"
                + " BIGINT NOT NULL DEFAULT 0, picos BIGINT NOT NULL DEFAULT 0, assumed_tokens"
                + " BIGINT NOT NULL DEFAULT 0, assumed_picos BIGINT NOT NULL DEFAULT 0,"
                + " reserved_tokens BIGINT NOT NULL DEFAULT 0, reserved_picos BIGINT NOT NULL"
                + " DEFAULT 0)",
            "CREATE TABLE reservation (id %serial, budget TEXT NOT NULL, tokens BIGINT NOT NULL,"
                + " picos BIGINT NOT NULL, created BIGINT NOT NULL, state INTEGER NOT NULL)");
    Budget budget = new Budget(database, settings.name(), millis);
    try {
      budget.setLimits(settings.maxTokens(), Price.picosOf(Price.micros(settings.maxMoney())));
      return budget;
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  private void setLimits(long maxTokens, long maxPicos) {
    database.run(
        connection ->
            update(
                connection,
                "INSERT INTO budget (name, max_tokens, max_picos) VALUES (?, ?, ?) ON CONFLICT"
                    + " (name) DO UPDATE SET max_tokens = excluded.max_tokens, max_picos ="
                    + " excluded.max_picos",
                name,
                maxTokens,
                maxPicos));
  }

  /**
   * Reserves room for a call, or none of it.
   *
   * @param price of the model
   * @param promptTokens most tokens that the prompt may have
   * @param maxTokens most tokens that the completion may have
   * @return empty when a limit would be passed
   */
  public Optional<Reservation> tryReserve(Price price, long promptTokens, long maxTokens) {
    if (promptTokens < 0 || maxTokens < 0) {
      throw new IllegalArgumentException("tokens are " + promptTokens + " and " + maxTokens);
    }
    long tokens = Math.addExact(promptTokens, maxTokens);
    Reserve reserve = new Reserve(tokens, price.picos(promptTokens, maxTokens));
    perform(reserve);
    return reserve.id < 0
        ? Optional.empty()
        : Optional.of(new Reserved(reserve.id, price, tokens, reserve.picos));
  }

  /** Where the budget stands, at one moment. */
  public BudgetState state() {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT max_tokens, max_picos, prompt_tokens, completion_tokens, picos,"
                      + " assumed_tokens, assumed_picos, reserved_tokens, reserved_picos, (SELECT"
                      + " COUNT(*) FROM reservation WHERE budget = name AND state = "
                      + OPEN
                      + ") FROM budget WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
              row.next();
              return new BudgetState(
                  row.getLong(1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.getLong(8),
                  row.getLong(9),
                  row.getLong(10));
            }
          }
        });
  }

  /**
   * Gives up waiting for calls that began before a time, as when their workers died. What they
   * reserved counts as used from then on; if a worker does come back with a server's count, that
   * count replaces it.
   *
   * @return how many
   */
  public long expireBefore(long timeMillis) {
    return database.run(
        connection -> {
          String old = " FROM reservation WHERE budget = ? AND state = 0 AND created < ?";
          update(
              connection,
              moved(
                  "(SELECT COALESCE(SUM(tokens), 0)" + old + ")",
                  "(SELECT COALESCE(SUM(picos), 0)" + old + ")"),
              name,
              timeMillis,
              name,
              timeMillis,
              name,
              timeMillis,
              name,
              timeMillis,
              name);
          return (long)
              update(
                  connection,
                  "UPDATE reservation SET state = 1 WHERE budget = ? AND state = 0 AND created < ?",
                  name,
                  timeMillis);
        });
  }

  /** Moves from the reserved to the assumed. */
  private static String moved(String tokens, String picos) {
    return "UPDATE budget SET reserved_tokens = reserved_tokens - "
        + tokens
        + ", assumed_tokens = assumed_tokens + "
        + tokens
        + ", reserved_picos = reserved_picos - "
        + picos
        + ", assumed_picos = assumed_picos + "
        + picos
        + " WHERE name = ?";
  }

  /**
   * Runs an operation in a transaction of its own or of others that wait: the first that gets the
   * lock does the work of all.
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
            for (Operation operation : batch) {
              operation.run(connection);
            }
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

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof Long number) {
          statement.setLong(i + 1, number);
        } else {
          statement.setString(i + 1, (String) values[i]);
        }
      }
      return statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    database.close();
  }

  private final class Reserve extends Operation {
    private final long tokens;
    private final long picos;
    private long id = -1;

    Reserve(long tokens, long picos) {
      this.tokens = tokens;
      this.picos = picos;
    }

    @Override
    void run(Connection connection) throws SQLException {
      id = -1;
      int room =
          update(
              connection,
              "UPDATE budget SET reserved_tokens = reserved_tokens + ?, reserved_picos ="
                  + " reserved_picos + ? WHERE name = ? AND prompt_tokens + completion_tokens +"
                  + " assumed_tokens + reserved_tokens <= max_tokens - ? AND picos + assumed_picos"
                  + " + reserved_picos <= max_picos - ?",
              tokens,
              picos,
              name,
              tokens,
              picos);
      if (room == 0) {
        return;
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO reservation (budget, tokens, picos, created, state) VALUES (?, ?, ?, ?,"
                  + " 0) RETURNING id")) {
        insert.setString(1, name);
        insert.setLong(2, tokens);
        insert.setLong(3, picos);
        insert.setLong(4, millis.getAsLong());
        try (ResultSet row = insert.executeQuery()) {
          row.next();
          id = row.getLong(1);
        }
      }
    }
  }

  private final class Reserved implements Reservation {
    private final long id;
    private final Price price;
    private final long tokens;
    private final long picos;

    Reserved(long id, Price price, long tokens, long picos) {
      this.id = id;
      this.price = price;
      this.tokens = tokens;
      this.picos = picos;
    }

    @Override
    public void settle(long promptTokens, long completionTokens) {
      close(promptTokens, completionTokens, price.picos(promptTokens, completionTokens), false);
    }

    @Override
    public void assumeWorst() {
      close(0, 0, 0, true);
    }

    @Override
    public void release() {
      close(0, 0, 0, false);
    }

    private void close(long prompt, long completion, long cost, boolean worst) {
      perform(
          new Operation() {
            @Override
            void run(Connection connection) throws SQLException {
              String from = takeOut(connection);
              if (!from.isEmpty()) {
                update(
                    connection,
                    "UPDATE budget SET "
                        + from
                        + ", prompt_tokens = prompt_tokens + ?, completion_tokens ="
                        + " completion_tokens + ?, picos = picos + ? WHERE name = ?",
                    tokens,
                    picos,
                    prompt,
                    completion,
                    cost,
                    name);
                if (worst) {
                  update(
                      connection,
                      "UPDATE budget SET assumed_tokens = assumed_tokens + ?, assumed_picos ="
                          + " assumed_picos + ? WHERE name = ?",
                      tokens,
                      picos,
                      name);
                }
              }
            }
          });
    }

    /** Removes the reservation; returns from where its amount is to be taken, "" if it is gone. */
    private String takeOut(Connection connection) throws SQLException {
      if (update(connection, "DELETE FROM reservation WHERE id = ? AND state = " + OPEN, id) == 1) {
        return "reserved_tokens = reserved_tokens - ?, reserved_picos = reserved_picos - ?";
      }
      if (update(connection, "DELETE FROM reservation WHERE id = ? AND state = " + EXPIRED, id)
          == 1) {
        return "assumed_tokens = assumed_tokens - ?, assumed_picos = assumed_picos - ?";
      }
      return "";
    }
  }
}
