/**
 * Results of fetching on disk, so that a restarted run fetches nothing twice.
 *
 * <p>Begin with {@link io.millrace.connectors.fetch.store.FetchStore}: append-only files whose
 * records have checksums, and an index in memory ({@code KeyIndex}). {@code RecordHead} is the
 * header of a record, {@code StoredResult} its content.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>Several processes may share a folder, each with its own files. A process sees the results
 *       of others only after it opens the folder again.
 *   <li>A damaged or cut record counts as not stored, and the address is fetched again.
 *   <li>The format is a contract with files of earlier versions: a new layout needs another magic
 *       number.
 *   <li>{@code StoreFile} does not use a {@code FileChannel}, because an interrupt would close it
 *       for all threads.
 * </ul>
 */
package io.millrace.connectors.fetch.store;
