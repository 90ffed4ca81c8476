/**
 * Results of fetching, kept on disk so that a restart fetches nothing twice.
 *
 * <p>Begin with {@link io.millrace.connectors.fetch.store.FetchStore}: append-only files with a
 * checksum per record, and an index in memory ({@code KeyIndex}). A record that a crash cut off is
 * dropped when the store is opened.
 */
package io.millrace.connectors.fetch.store;
