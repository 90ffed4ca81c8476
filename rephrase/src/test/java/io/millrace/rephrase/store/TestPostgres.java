package io.millrace.rephrase.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One PostgreSQL server for all tests of a JVM; each test gets its own database. */
public final class TestPostgres {

  private static EmbeddedPostgres server;
  private static int databases;

  private TestPostgres() {}

  /** Creates an empty database and returns its address. */
  public static synchronized String newDatabase() {
    try {
      if (server == null) {
        server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
      }
      String name = "test" + databases++;
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      return "postgresql://postgres:postgres@localhost:" + server.getPort() + "/" + name;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
