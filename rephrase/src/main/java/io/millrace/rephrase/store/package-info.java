/**
 * The database behind the cache and the budget: a SQLite file of this machine, or a PostgreSQL
 * server of many.
 *
 * <p>Begin with {@link io.millrace.rephrase.store.StoreUrl}, which reads {@code sqlite:PATH} and
 * {@code postgresql://HOST/DATABASE}, and {@link io.millrace.rephrase.store.Database}, which opens
 * connections and retries. Failures are {@link io.millrace.rephrase.store.StoreException}s and end
 * the run. SQLite's locks do not hold on network file systems: share a server instead.
 */
package io.millrace.rephrase.store;
