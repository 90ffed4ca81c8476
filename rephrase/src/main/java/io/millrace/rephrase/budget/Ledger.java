package io.millrace.rephrase.budget;

import io.millrace.rephrase.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The row of a budget, locked for the duration of a transaction. Times are those of the store, so
 * the clocks of workers do not matter. Sums saturate at {@link Long#MAX_VALUE}.
 */
final class Ledger {

  /** A worker without a heartbeat for this long is dead. */
  static final long LEASE_MILLIS = 30_000;

  /** No worker. (0 stands for all workers of the first version of the tables.) */
  static final long NO_WORKER = -1;

  private static final List<List<String>> VERSIONS =
      List.of(
          List.of(
              "CREATE TABLE budget (name TEXT PRIMARY KEY, max_tokens BIGINT NOT NULL, max_picos"
                  + " BIGINT NOT NULL, prompt_tokens BIGINT NOT NULL DEFAULT 0, completion_tokens"
                  + " BIGINT NOT NULL DEFAULT 0, picos BIGINT NOT NULL DEFAULT 0, assumed_tokens"
                  + " BIGINT NOT NULL DEFAULT 0, assumed_picos BIGINT NOT NULL DEFAULT 0,"
                  + " reserved_tokens BIGINT NOT NULL DEFAULT 0, reserved_picos BIGINT NOT NULL"
                  + " DEFAULT 0)",
              "CREATE TABLE reservation (id %serial, budget TEXT NOT NULL, tokens BIGINT NOT NULL,"
                  + " picos BIGINT NOT NULL, created BIGINT NOT NULL, state INTEGER NOT NULL)"),
          List.of(
              "ALTER TABLE reservation ADD COLUMN worker BIGINT NOT NULL DEFAULT 0",
              "CREATE TABLE worker (id %serial, name TEXT NOT NULL, seen BIGINT NOT NULL)"));

  private static final int OPEN = 0;
  private static final int EXPIRED = 1;

  private final Connection connection;
  private final String now;
  private final String name;

  private long maxTokens;
  private long maxPicos;
  private long promptTokens;
  private long completionTokens;
  private long picos;
  private long assumedTokens;
  private long assumedPicos;
  private long reservedTokens;
  private long reservedPicos;

  private Ledger(Connection connection, String now, String name) {
    this.connection = connection;
    this.now = now;
    this.name = name;
  }

  /**
   * Opens a store and upgrades tables of an earlier version.
   *
   * @throws io.millrace.rephrase.store.StoreException when it cannot be used
   */
  static Database database(String url) {
    return Database.open(url, Database.Durability.DISK, "budget", VERSIONS);
  }

  /** Creates a store with the first version of the tables, for tests. */
  static Database firstVersion(String url) {
    return Database.open(url, Database.Durability.DISK, "budget", VERSIONS.subList(0, 1));
  }

  /** SQL for milliseconds since 1970 by the clock of the store. */
  private static String now(Database database) {
    return database.isServer()
        ? "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
        : "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";
  }

  /** Locks and reads a budget; empty when it does not exist. */
  static Optional<Ledger> lock(Database database, Connection connection, String name)
      throws SQLException {
    Ledger ledger = new Ledger(connection, now(database), name);
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT max_tokens, max_picos, prompt_tokens, completion_tokens, picos,"
                + " assumed_tokens, assumed_picos, reserved_tokens, reserved_picos FROM budget"
                + " WHERE name = ?"
                // in SQLite the transaction locks the whole file
                + (database.isServer() ? " FOR UPDATE" : ""))) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        ledger.maxTokens = row.getLong(1);
        ledger.maxPicos = row.getLong(2);
        ledger.promptTokens = row.getLong(3);
        ledger.completionTokens = row.getLong(4);
        ledger.picos = row.getLong(5);
        ledger.assumedTokens = row.getLong(6);
        ledger.assumedPicos = row.getLong(7);
        ledger.reservedTokens = row.getLong(8);
        ledger.reservedPicos = row.getLong(9);
        return Optional.of(ledger);
      }
    }
  }

  /** Writes the changes. */
  void store() throws SQLException {
    update(
        "UPDATE budget SET prompt_tokens = ?, completion_tokens = ?, picos = ?, assumed_tokens ="
            + " ?, assumed_picos = ?, reserved_tokens = ?, reserved_picos = ? WHERE name = ?",
        promptTokens,
        completionTokens,
        picos,
        assumedTokens,
        assumedPicos,
        reservedTokens,
        reservedPicos,
        name);
  }

  static void setLimits(Connection connection, String name, long maxTokens, long maxPicos)
      throws SQLException {
    update(
        connection,
        "INSERT INTO budget (name, max_tokens, max_picos) VALUES (?, ?, ?) ON CONFLICT (name) DO"
            + " UPDATE SET max_tokens = excluded.max_tokens, max_picos = excluded.max_picos",
        name,
        maxTokens,
        maxPicos);
  }

  static List<String> names(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement("SELECT name FROM budget ORDER BY name");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** Whether the amount would exceed a limit even if calls in flight used nothing. */
  boolean isSpent(long tokens, long cost) {
    return sum(settledTokens(), tokens) > maxTokens || sum(settledPicos(), cost) > maxPicos;
  }

  /** Whether there is room for the amount even if calls in flight use all they reserved. */
  boolean hasRoom(long tokens, long cost) {
    return sum(sum(settledTokens(), reservedTokens), tokens) <= maxTokens
        && sum(sum(settledPicos(), reservedPicos), cost) <= maxPicos;
  }

  private long settledTokens() {
    return sum(sum(promptTokens, completionTokens), assumedTokens);
  }

  private long settledPicos() {
    return sum(picos, assumedPicos);
  }

  /** Sum of two non-negative amounts, at most {@link Long#MAX_VALUE}. */
  static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Adds a reservation and returns its id. */
  long reserve(long worker, long tokens, long cost) throws SQLException {
    reservedTokens = sum(reservedTokens, tokens);
    reservedPicos = sum(reservedPicos, cost);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO reservation (budget, worker, tokens, picos, created, state) VALUES (?, ?,"
                + " ?, ?, "
                + now
                + ", "
                + OPEN
                + ") RETURNING id")) {
      set(insert, name, worker, tokens, cost);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Removes a reservation, open or expired. */
  void end(long id, long tokens, long cost) throws SQLException {
    if (update("DELETE FROM reservation WHERE id = ? AND state = " + OPEN, id) == 1) {
      reservedTokens -= tokens;
      reservedPicos -= cost;
    } else if (update("DELETE FROM reservation WHERE id = ? AND state = " + EXPIRED, id) == 1) {
      assumedTokens -= tokens;
      assumedPicos -= cost;
    }
  }

  void count(long prompt, long completion, long cost) {
    promptTokens = sum(promptTokens, prompt);
    completionTokens = sum(completionTokens, completion);
    picos = sum(picos, cost);
  }

  void assume(long tokens, long cost) {
    assumedTokens = sum(assumedTokens, tokens);
    assumedPicos = sum(assumedPicos, cost);
  }

  /**
   * Counts the reservations of dead workers as spent, because servers may have charged them. If
   * such a worker later settles a call, its count replaces the assumption.
   *
   * @param self the calling worker, which is alive even if its process was suspended; {@link
   *     #NO_WORKER} for none
   */
  void expireDead(long self) throws SQLException {
    String dead =
        " FROM reservation WHERE budget = ? AND state = "
            + OPEN
            + " AND worker NOT IN (SELECT id FROM worker WHERE seen >= "
            + now
            + " - "
            + LEASE_MILLIS
            + ") AND worker <> "
            + self;
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement("SELECT id, tokens, picos" + dead)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
          reservedTokens -= rows.getLong(2);
          reservedPicos -= rows.getLong(3);
          assume(rows.getLong(2), rows.getLong(3));
        }
      }
    }
    for (long id : ids) {
      update("UPDATE reservation SET state = " + EXPIRED + " WHERE id = ?", id);
    }
  }

  /** Frees the assumed amounts and the expired reservations. */
  void forgetAssumed() throws SQLException {
    update("DELETE FROM reservation WHERE budget = ? AND state = " + EXPIRED, name);
    assumedTokens = 0;
    assumedPicos = 0;
  }

  BudgetState state() throws SQLException {
    return new BudgetState(
        maxTokens,
        maxPicos,
        promptTokens,
        completionTokens,
        picos,
        assumedTokens,
        assumedPicos,
        reservedTokens,
        reservedPicos,
        open());
  }

  private long open() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM reservation WHERE budget = ? AND state = " + OPEN)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Workers with calls in flight. */
  List<BudgetWorker> workers() throws SQLException {
    List<BudgetWorker> workers = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT worker.name, "
                + now
                + " - worker.seen, COUNT(*), SUM(reservation.tokens), SUM(reservation.picos) FROM"
                + " reservation JOIN worker ON worker.id = reservation.worker WHERE"
                + " reservation.budget = ? AND reservation.state = "
                + OPEN
                + " GROUP BY worker.id, worker.name, worker.seen ORDER BY worker.id")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          workers.add(
              new BudgetWorker(
                  rows.getString(1),
                  Math.max(0, rows.getLong(2)),
                  rows.getLong(3),
                  rows.getLong(4),
                  rows.getLong(5)));
        }
      }
    }
    return workers;
  }

  /** Registers a worker and returns its id. */
  static long enter(Database database, Connection connection, String worker) throws SQLException {
    update(
        connection,
        "DELETE FROM worker WHERE seen < " + now(database) + " - 1000 * " + LEASE_MILLIS);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO worker (name, seen) VALUES (?, " + now(database) + ") RETURNING id")) {
      insert.setString(1, worker);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Writes the heartbeat of a worker. */
  static void beat(Database database, Connection connection, long id, String worker)
      throws SQLException {
    String now = now(database);
    if (update(connection, "UPDATE worker SET seen = " + now + " WHERE id = ?", id) == 0) {
      update(
          connection, "INSERT INTO worker (id, name, seen) VALUES (?, ?, " + now + ")", id, worker);
    }
  }

  static void leave(Connection connection, long id) throws SQLException {
    update(connection, "DELETE FROM worker WHERE id = ?", id);
  }

  private int update(String sql, Object... values) throws SQLException {
    return update(connection, sql, values);
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Long number) {
        statement.setLong(i + 1, number);
      } else {
        statement.setString(i + 1, (String) values[i]);
      }
    }
  }
}
