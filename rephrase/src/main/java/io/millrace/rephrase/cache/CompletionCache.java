package io.millrace.rephrase.cache;

import java.util.Optional;

/**
 * Stores completions by request. The first completion of a key stays, so every later request, in
 * any process, gets the same bytes.
 *
 * <p>Safe for concurrent threads and processes. All methods throw {@link
 * io.millrace.rephrase.store.StoreException} when the store cannot be used.
 */
public interface CompletionCache extends AutoCloseable {

  /**
   * Opens or creates the cache at a URL.
   *
   * @param url {@code sqlite:PATH} for this machine, {@code postgresql://host/database} for a
   *     cluster, {@code memory:} for this process only
   */
  static CompletionCache open(String url) {
    return url.equals("memory:") ? new MemoryCache() : SqlCache.open(url);
  }

  Optional<CachedCompletion> get(CacheKey key);

  /** Adds a completion unless the key has one; returns the one that stays. */
  CachedCompletion put(CacheKey key, CachedCompletion value);

  CacheStats stats();

  /** Visits all completions in the order of keys. */
  void forEach(Visitor visitor);

  /** Removes completions made before a time; returns their number. */
  long pruneOlderThan(long millis);

  /** Removes the completions of a model; returns their number. */
  long pruneModel(String model);

  /** Removes the oldest completions until the texts fit a size in bytes; returns their number. */
  long pruneToSize(long textBytes);

  @Override
  void close();

  /** Receives the completions of a cache. */
  @FunctionalInterface
  interface Visitor {
    void visit(CacheKey key, CachedCompletion value);
  }
}
