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
 * Connections to one store. Work runs in transactions: they are tried again when another process
 * was in the way, and undone when they throw. Several processes may use a store at once: SQLite
 * keeps writers of one machine in a row by a lock on the file (write-ahead log, so that readers go
 * on); a network file system has no such locks, there use PostgreSQL.
 *
 * <p>Safe for use by several threads.
 */
public final class Database implements AutoCloseable {

  private static final int BUSY_MILLIS = 60_000;
  private static final int SERVER_WRITERS = 4;
  private static final int READERS = 4;
  private static final int TRIES = 5;

  /** What must survive. */
  public enum Durability {
    /** What was committed survives the death of any process; a power cut may take the last. */
    PROCESS,
    /** What was committed survives a power cut. */
    DISK
  }

  /** Work in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Connections of one sort; guarded by itself. */
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
    // one writer at a time is all that SQLite knows: a queue here is fairer than its waiting
    writers = new Pool(url.kind() == StoreUrl.Kind.SQLITE ? 1 : SERVER_WRITERS, false);
  }

  /**
   * Opens a store and brings it to a schema: a new one is given it, one of an earlier version is
   * brought to this one, and one of a later version is refused.
   *
   * @param schema name of the tables that belong together
   * @param versions statements that make the first version of the tables, then those that make each
   *     further one of the one before; {@code %bytes} stands for the type of bytes, {@code %serial}
   *     for a key that counts itself
   * @throws StoreException when it cannot be opened or is not such a store
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
      throw new StoreException("the folder of the store cannot be made: " + file, failed);
    }
  }

  private Void prepare(Connection connection, String schema, List<List<String>> versions)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (isServer()) {
        // of several workers that find it empty, one makes the tables
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

  /** Whether it is a server's, not a file. */
  public boolean isServer() {
    return url.kind() == StoreUrl.Kind.POSTGRESQL;
  }

  /** Where it is, without secrets. */
  public String name() {
    return url.toString();
  }

  /**
   * Runs work in a transaction, which may run more than once when it fails for others' sake.
   *
   * @throws StoreException when it failed
   */
  public <T> T run(Work<T> work) {
    return on(writers, work);
  }

  /**
   * Runs a query, which no writer holds up.
   *
   * @throws StoreException when it failed
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
    // by hand: the driver would begin the next one at once and so keep the lock. It is a writing
    // one from the start, as one that begins by reading could not become one beside others.
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      T result = work.run(connection);
      statement.execute("COMMIT");
      return result;
    }
  }

  /** Runs a statement that may not run in a transaction, such as VACUUM. */
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
    // not by DriverManager: it does not see drivers of an engine's own class loaders
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
        // nothing is committed, which is all that is wanted
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
          url + " is damaged or no store: move it away, or bring back a copy", failed);
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
