package io.millrace.rephrase.budget;

import io.millrace.rephrase.store.Database;
import io.millrace.rephrase.store.StoreException;
import io.millrace.rephrase.store.StoreUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads and corrects the budgets of a store. All methods first count the reservations of dead
 * workers as spent, and throw {@link StoreException} when the store cannot be used.
 */
public final class BudgetStore implements AutoCloseable {

  private final Database database;

  private BudgetStore(Database database) {
    this.database = database;
  }

  /**
   * Opens a store; empty when the file does not exist.
   *
   * @param url {@code sqlite:PATH} or {@code postgresql://host/database}
   * @throws IllegalArgumentException when it is neither
   */
  public static Optional<BudgetStore> openExisting(String url) {
    return StoreUrl.parse(url).isThere()
        ? Optional.of(new BudgetStore(Ledger.database(url)))
        : Optional.empty();
  }

  /**
   * State of a budget.
   *
   * @param workers with calls in flight
   */
  public record Entry(BudgetState state, List<BudgetWorker> workers) {}

  /** All budgets by name. */
  public SortedMap<String, Entry> all() {
    SortedMap<String, Entry> all = new TreeMap<>();
    for (String name : database.read(Ledger::names)) {
      find(name).ifPresent(entry -> all.put(name, entry));
    }
    return all;
  }

  /** Finds a budget by name. */
  public Optional<Entry> find(String name) {
    return database.run(connection -> living(connection, name, false));
  }

  /**
   * Frees the amounts that count as spent although no server counted them: reservations of dead
   * workers, and calls without an answer. Servers may have charged them; only their bills show it.
   *
   * @return the state before; empty when there is no such budget
   */
  public Optional<Entry> release(String name) {
    return database.run(connection -> living(connection, name, true));
  }

  private Optional<Entry> living(Connection connection, String name, boolean release)
      throws SQLException {
    Optional<Ledger> found = Ledger.lock(database, connection, name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Ledger ledger = found.get();
    ledger.expireDead(Ledger.NO_WORKER);
    Entry entry = new Entry(ledger.state(), ledger.workers());
    if (release) {
      ledger.forgetAssumed();
    }
    ledger.store();
    return Optional.of(entry);
  }

  /** Address of the store without secrets. */
  public String name() {
    return database.name();
  }

  @Override
  public void close() {
    database.close();
  }
}
