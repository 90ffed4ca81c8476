/**
 * The database of the cache and the budget: an SQLite file on one machine, or a PostgreSQL server
 * for several.
 *
 * <p>Begin with {@link io.millrace.rephrase.store.Database}, which opens connections, upgrades
 * tables, runs transactions and retries them. {@link io.millrace.rephrase.store.StoreUrl} parses
 * {@code sqlite:PATH} and {@code postgresql://HOST/DATABASE}.
 *
 * <p>Failures are {@link io.millrace.rephrase.store.StoreException}s and end the run. The locks of
 * SQLite do not work on network file systems: use a server there.
 */
package io.millrace.rephrase.store;
