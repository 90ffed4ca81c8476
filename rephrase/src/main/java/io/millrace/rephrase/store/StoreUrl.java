package io.millrace.rephrase.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Address of a store: {@code sqlite:PATH}, or {@code
 * postgresql://[user[:password]@]host[:port]/database[?option=value...]}. A missing user or
 * password comes from {@code PGUSER} and {@code PGPASSWORD}. {@link #toString} hides both.
 */
public final class StoreUrl {

  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  private final Kind kind;
  private final Path path;
  private final String jdbc;
  private final String user;
  private final String password;
  private final String shown;

  private StoreUrl(Kind kind, Path path, String jdbc, String user, String password, String shown) {
    this.kind = kind;
    this.path = path;
    this.jdbc = jdbc;
    this.user = user;
    this.password = password;
    this.shown = shown;
  }

  /**
   * @throws IllegalArgumentException when the address is invalid
   */
  public static StoreUrl parse(String url) {
    if (url.startsWith("sqlite:")) {
      return sqlite(url.substring("sqlite:".length()));
    }
    String scheme = url.contains(":") ? url.substring(0, url.indexOf(':')) : "";
    if (scheme.toLowerCase(Locale.ROOT).equals("postgresql")) {
      return postgresql(url);
    }
    throw new IllegalArgumentException(
        "a store's address begins with 'sqlite:' or 'postgresql:', not '"
            + (scheme.length() > 20 ? "" : scheme)
            + "'");
  }

  private static StoreUrl sqlite(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("sqlite: has no path after it");
    }
    try {
      Path path = Path.of(text).toAbsolutePath().normalize();
      return new StoreUrl(Kind.SQLITE, path, "jdbc:sqlite:" + path, "", "", "sqlite:" + path);
    } catch (InvalidPathException wrong) {
      throw new IllegalArgumentException("sqlite: has no path after it", wrong);
    }
  }

  private static StoreUrl postgresql(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException("the address of the PostgreSQL store is malformed");
    }
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "the address of the PostgreSQL store has no host or no database");
    }
    String server =
        uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String[] userInfo =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    return new StoreUrl(
        Kind.POSTGRESQL,
        null,
        "jdbc:postgresql://" + server + query,
        userInfo.length > 0 ? decoded(userInfo[0]) : environment("PGUSER"),
        userInfo.length > 1 ? decoded(userInfo[1]) : environment("PGPASSWORD"),
        "postgresql://" + server);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }

  Kind kind() {
    return kind;
  }

  /** Whether the store may exist: false only for a missing SQLite file. */
  public boolean isThere() {
    return kind == Kind.POSTGRESQL || Files.exists(path);
  }

  /** File of an SQLite store. */
  Path path() {
    return path;
  }

  String jdbc() {
    return jdbc;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  @Override
  public String toString() {
    return shown;
  }
}
