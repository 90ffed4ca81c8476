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
 * The budgets of a store, to be looked at and put right. All methods first give up what dead
 * workers had reserved, and throw {@link StoreException} when the store cannot be used.
 */
public final class BudgetStore implements AutoCloseable {

  private final Database database;

  private BudgetStore(Database database) {
    this.database = database;
  }

  /**
   * Opens a store; empty when there is no such file.
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
   * Where a budget stands.
   *
   * @param workers those with calls in flight
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

  /** A budget; empty when there is none of the name. */
  public Optional<Entry> find(String name) {
    return database.run(connection -> living(connection, name, false));
  }

  /**
   * Gives back what counts as used though no server counted it: what dead workers had reserved, and
   * calls whose answer never came. Servers may have charged for it; only their bills tell.
   *
   * @return where the budget stood before; empty when there is none of the name
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

  /** Where it is, without secrets. */
  public String name() {
    return database.name();
  }

  @Override
  public void close() {
    database.close();
  }
}
