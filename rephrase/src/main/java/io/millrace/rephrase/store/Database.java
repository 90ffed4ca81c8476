package io.millrace.rephrase.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * Connections to a store. Work runs in transactions, which are retried after a conflict with
 * another process and rolled back when they throw. Several processes can use a store concurrently:
 * SQLite serialises the writers of a machine by a lock on the file, while readers continue
 * (write-ahead log). Network file systems have no such locks; use PostgreSQL there.
 *
 * <p>Thread-safe.
 */
public final class Database implements AutoCloseable {

  private static final int BUSY_MILLIS = 60_000;
  private static final int SERVER_WRITERS = 4;
  private static final int READERS = 4;
  private static final int TRIES = 5;

  /** Which failures committed data survives. */
  public enum Durability {
    /** The death of any process; a power failure may lose the last transactions. */
    PROCESS,
    /** A power failure. */
    DISK
  }

  /** Work in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Connections of one kind; guarded by itself. */
  private static final class Pool {
    final Semaphore permits;
    final boolean reading;
    final Deque<Connection> idle = new ArrayDeque<>();
    boolean closed;

    Pool(int connections, boolean reading) {
      permits = new Semaphore(connections, true);
      this.reading = reading;
    }
  }

  private final StoreUrl url;
  private final Durability durability;
  private final Pool writers;
  private final Pool readers = new Pool(READERS, true);

  private Database(StoreUrl url, Durability durability) {
    this.url = url;
    this.durability = durability;
    // SQLite allows one writer at a time; a queue here is fairer than its busy waiting
    writers = new Pool(url.kind() == StoreUrl.Kind.SQLITE ? 1 : SERVER_WRITERS, false);
  }

  /**
   * Opens a store and creates or upgrades its tables. A store of a later version is rejected.
   *
   * @param schema name of a group of tables
   * @param versions statements that create the first version of the tables, then those that upgrade
   *     each version to the next; {@code %bytes} is the type of bytes, {@code %serial} an
   *     auto-increment key
   * @throws StoreException when the store cannot be opened or is not a store
   */
  public static Database open(
      String url, Durability durability, String schema, List<List<String>> versions) {
    StoreUrl parsed = StoreUrl.parse(url);
    if (parsed.kind() == StoreUrl.Kind.SQLITE) {
      makeFolder(parsed.path());
    }
    Database database = new Database(parsed, durability);
    try {
      database.run(connection -> database.prepare(connection, schema, versions));
      return database;
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  private static void makeFolder(Path file) {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
    } catch (IOException failed) {
      throw new StoreException("cannot create the folder of the store: " + file, failed);
    }
  }

  private Void prepare(Connection connection, String schema, List<List<String>> versions)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (isServer()) {
        // one of several concurrent workers creates the tables
        statement.execute("SELECT pg_advisory_xact_lock(7203514)");
      }
      statement.execute(
          "CREATE TABLE IF NOT EXISTS millrace_schema (name TEXT PRIMARY KEY, version INTEGER)");
      int found = version(statement, schema);
      if (found > versions.size()) {
        throw new StoreException(
            url
                + " has version "
                + found
                + " of the "
                + schema
                + "; this program knows "
                + versions.size(),
            null);
      }
      for (List<String> step : versions.subList(found, versions.size())) {
        for (String sql : step) {
          statement.execute(
              sql.replace("%bytes", isServer() ? "BYTEA" : "BLOB")
                  .replace(
                      "%serial",
                      isServer() ? "BIGSERIAL PRIMARY KEY" : "INTEGER PRIMARY KEY AUTOINCREMENT"));
        }
      }
      if (found < versions.size()) {
        statement.execute(
            "INSERT INTO millrace_schema (name, version) VALUES ('"
                + schema
                + "', "
                + versions.size()
                + ") ON CONFLICT (name) DO UPDATE SET version = excluded.version");
      }
    }
    return null;
  }

  private static int version(Statement statement, String schema) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT version FROM millrace_schema WHERE name = '" + schema + "'")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /** Whether the store is a server, not a file. */
  public boolean isServer() {
    return url.kind() == StoreUrl.Kind.POSTGRESQL;
  }

  /** Address without secrets. */
  public String name() {
    return url.toString();
  }

  /**
   * Runs work in a transaction, which may be retried after conflicts.
   *
   * @throws StoreException when it fails
   */
  public <T> T run(Work<T> work) {
    return on(writers, work);
  }

  /**
   * Runs a query, which writers do not block.
   *
   * @throws StoreException when it fails
   */
  public <T> T read(Work<T> work) {
    return on(readers, work);
  }

  private <T> T on(Pool pool, Work<T> work) {
    pool.permits.acquireUninterruptibly();
    try {
      for (int attempt = 1; ; attempt++) {
        Connection connection = null;
        try {
          connection = take(pool);
          T result = pool.reading ? work.run(connection) : transaction(connection, work);
          giveBack(pool, connection);
          return result;
        } catch (SQLException failed) {
          discard(connection);
          if (attempt >= TRIES || !isTransient(failed)) {
            throw failure(failed);
          }
        } catch (RuntimeException failed) {
          discard(connection);
          throw failed;
        }
      }
    } finally {
      pool.permits.release();
    }
  }

  private <T> T transaction(Connection connection, Work<T> work) throws SQLException {
    if (isServer()) {
      T result = work.run(connection);
      connection.commit();
      return result;
    }
    // explicit, because the driver would begin the next transaction at once and keep the lock;
    // IMMEDIATE, because a reading transaction cannot always be upgraded to a writing one
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      T result = work.run(connection);
      statement.execute("COMMIT");
      return result;
    }
  }

  /** Runs a statement that is not allowed in a transaction, such as VACUUM. */
  public void runAlone(String sql) {
    writers.permits.acquireUninterruptibly();
    try (Connection connection = connect(true)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw failure(failed);
    } finally {
      writers.permits.release();
    }
  }

  private Connection take(Pool pool) throws SQLException {
    synchronized (pool) {
      if (pool.closed) {
        throw new StoreException(url + " is closed", null);
      }
      if (!pool.idle.isEmpty()) {
        return pool.idle.pop();
      }
    }
    return connect(pool.reading);
  }

  private Connection connect(boolean autoCommit) throws SQLException {
    Properties properties = new Properties();
    if (isServer()) {
      if (!url.user().isEmpty()) {
        properties.setProperty("user", url.user());
      }
      if (!url.password().isEmpty()) {
        properties.setProperty("password", url.password());
      }
      properties.setProperty("connectTimeout", "10");
      properties.setProperty("socketTimeout", "60");
      properties.setProperty("ApplicationName", "millrace");
    } else {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(
          durability == Durability.DISK
              ? SQLiteConfig.SynchronousMode.FULL
              : SQLiteConfig.SynchronousMode.NORMAL);
      config.setBusyTimeout(BUSY_MILLIS);
      properties = config.toProperties();
    }
    // without DriverManager, which does not see drivers of other class loaders
    Driver driver = isServer() ? new org.postgresql.Driver() : new JDBC();
    Connection connection = driver.connect(url.jdbc(), properties);
    try {
      connection.setAutoCommit(autoCommit || !isServer());
    } catch (SQLException failed) {
      discard(connection);
      throw failed;
    }
    return connection;
  }

  private static void giveBack(Pool pool, Connection connection) {
    synchronized (pool) {
      if (!pool.closed) {
        pool.idle.push(connection);
        return;
      }
    }
    discard(connection);
  }

  private static void discard(Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException alreadyLost) {
        // nothing is committed, as intended
      }
    }
  }

  private boolean isTransient(SQLException failed) {
    String state = failed.getSQLState() == null ? "" : failed.getSQLState();
    // serialisation failure, deadlock, lost connection, server starting or stopping
    return isServer()
        && (state.startsWith("40") || state.startsWith("08") || state.startsWith("57P"));
  }

  private StoreException failure(SQLException failed) {
    String reason = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    if (reason.contains("SQLITE_CORRUPT") || reason.contains("SQLITE_NOTADB")) {
      return new StoreException(
          url + " is damaged or not a store: move it away, or restore a copy", failed);
    }
    String password = url.password();
    String safe = password.isEmpty() ? reason : reason.replace(password, "[password]");
    return new StoreException(url + " cannot be used: " + safe, failed);
  }

  @Override
  public void close() {
    for (Pool pool : List.of(writers, readers)) {
      synchronized (pool) {
        pool.closed = true;
        pool.idle.forEach(Database::discard);
        pool.idle.clear();
      }
    }
  }
}
