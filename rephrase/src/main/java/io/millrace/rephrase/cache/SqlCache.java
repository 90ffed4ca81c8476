package io.millrace.rephrase.cache;

import io.millrace.corpus.Hash128;
import io.millrace.rephrase.generate.Completion;
import io.millrace.rephrase.store.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cache in a database. A stored completion survives the death of the process. */
final class SqlCache implements CompletionCache {

  private static final int PAGE = 500;
  private static final String COLUMNS =
      "model, answered_by, finish, prompt_tokens, completion_tokens, mean_logprob, picos, created,"
          + " text";

  private final Database database;

  private SqlCache(Database database) {
    this.database = database;
  }

  static SqlCache open(String url) {
    return new SqlCache(
        Database.open(
            url,
            Database.Durability.PROCESS,
            "completions",
            List.of(
                List.of(
                    "CREATE TABLE completion (key %bytes PRIMARY KEY, model TEXT NOT NULL,"
                        + " answered_by TEXT NOT NULL, finish TEXT NOT NULL, prompt_tokens INTEGER"
                        + " NOT NULL, completion_tokens INTEGER NOT NULL, mean_logprob DOUBLE"
                        + " PRECISION, picos BIGINT NOT NULL, created BIGINT NOT NULL, text %bytes"
                        + " NOT NULL)",
                    "CREATE INDEX completion_age ON completion (created, key)"))));
  }

  @Override
  public Optional<CachedCompletion> get(CacheKey key) {
    return database.read(connection -> find(connection, key));
  }

  private static Optional<CachedCompletion> find(Connection connection, CacheKey key)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT " + COLUMNS + " FROM completion WHERE key = ?")) {
      query.setBytes(1, bytes(key));
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(value(rows)) : Optional.empty();
      }
    }
  }

  @Override
  public CachedCompletion put(CacheKey key, CachedCompletion value) {
    return database.run(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO completion ("
                      + COLUMNS
                      + ", key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO"
                      + " NOTHING")) {
            fill(insert, value);
            insert.setBytes(10, bytes(key));
            if (insert.executeUpdate() == 1) {
              return value;
            }
          }
          return find(connection, key).orElse(value);
        });
  }

  private static void fill(PreparedStatement insert, CachedCompletion value) throws SQLException {
    Completion completion = value.completion();
    insert.setString(1, text(value.model()));
    insert.setString(2, text(completion.model()));
    insert.setString(3, completion.finish().name());
    insert.setInt(4, completion.promptTokens());
    insert.setInt(5, completion.completionTokens());
    if (Double.isNaN(completion.meanLogprob())) {
      insert.setNull(6, java.sql.Types.DOUBLE);
    } else {
      insert.setDouble(6, completion.meanLogprob());
    }
    insert.setLong(7, value.picos());
    insert.setLong(8, value.createdMillis());
    insert.setBytes(9, completion.text().getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces NUL, which text of PostgreSQL cannot hold. */
  private static String text(String name) {
    return name.replace('\0', '\uFFFD');
  }

  private static CachedCompletion value(ResultSet row) throws SQLException {
    double logprob = row.getDouble(6);
    boolean none = row.wasNull();
    return new CachedCompletion(
        new Completion(
            new String(row.getBytes(9), StandardCharsets.UTF_8),
            Completion.Finish.valueOf(row.getString(3)),
            row.getInt(4),
            row.getInt(5),
            row.getString(2),
            none ? Double.NaN : logprob),
        row.getString(1),
        row.getLong(7),
        row.getLong(8));
  }

  private static byte[] bytes(CacheKey key) {
    return ByteBuffer.allocate(16).putLong(key.hash().high()).putLong(key.hash().low()).array();
  }

  private static CacheKey key(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new CacheKey(new Hash128(buffer.getLong(), buffer.getLong()));
  }

  @Override
  public CacheStats stats() {
    SortedMap<String, CacheStats.Model> models =
        database.read(
            connection -> {
              SortedMap<String, CacheStats.Model> found = new TreeMap<>();
              try (PreparedStatement query =
                      connection.prepareStatement(
                          "SELECT model, COUNT(*), SUM(LENGTH(text)), SUM(prompt_tokens),"
                              + " SUM(completion_tokens), SUM(picos), MIN(created), MAX(created)"
                              + " FROM completion GROUP BY model");
                  ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                  found.put(
                      rows.getString(1),
                      new CacheStats.Model(
                          rows.getLong(2),
                          rows.getLong(3),
                          rows.getLong(4),
                          rows.getLong(5),
                          rows.getLong(6),
                          rows.getLong(7),
                          rows.getLong(8)));
                }
              }
              return found;
            });
    return new CacheStats(database.name(), models);
  }

  @Override
  public void forEach(Visitor visitor) {
    byte[] after = new byte[0];
    while (after != null) {
      List<CacheKey> keys = new ArrayList<>();
      List<CachedCompletion> values = new ArrayList<>();
      page(after, keys, values);
      // outside of the query, because the visitor may take long
      for (int i = 0; i < keys.size(); i++) {
        visitor.visit(keys.get(i), values.get(i));
      }
      after = keys.size() < PAGE ? null : bytes(keys.get(keys.size() - 1));
    }
  }

  private void page(byte[] after, List<CacheKey> keys, List<CachedCompletion> values) {
    database.read(
        connection -> {
          keys.clear();
          values.clear();
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT "
                      + COLUMNS
                      + ", key FROM completion WHERE key > ? ORDER BY key LIMIT "
                      + PAGE)) {
            query.setBytes(1, after);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                keys.add(key(rows.getBytes(10)));
                values.add(value(rows));
              }
            }
          }
          return null;
        });
  }

  @Override
  public long pruneOlderThan(long millis) {
    return pruned("DELETE FROM completion WHERE created < ?", query -> query.setLong(1, millis));
  }

  @Override
  public long pruneModel(String model) {
    return pruned(
        "DELETE FROM completion WHERE model = ?", query -> query.setString(1, text(model)));
  }

  @Override
  public long pruneToSize(long textBytes) {
    // keeps the newest completions that fit
    return pruned(
        "DELETE FROM completion WHERE key IN (SELECT key FROM (SELECT key, SUM(LENGTH(text)) OVER"
            + " (ORDER BY created DESC, key DESC ROWS UNBOUNDED PRECEDING) AS size FROM completion)"
            + " AS sized WHERE size > ?)",
        query -> query.setLong(1, textBytes));
  }

  private long pruned(String sql, Parameters parameters) {
    long removed =
        database.run(
            connection -> {
              try (PreparedStatement delete = connection.prepareStatement(sql)) {
                parameters.set(delete);
                return (long) delete.executeUpdate();
              }
            });
    if (removed > 0 && !database.isServer()) {
      // frees space on disk; a server does this itself
      database.runAlone("VACUUM");
    }
    return removed;
  }

  @FunctionalInterface
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  @Override
  public void close() {
    database.close();
  }
}
