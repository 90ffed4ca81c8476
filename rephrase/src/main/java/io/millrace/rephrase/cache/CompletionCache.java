package io.millrace.rephrase.cache;

import java.util.Optional;

/**
 * Completions by what they answer. The first one put under a key stays: whoever asks again, in this
 * process or another, gets the same bytes.
 *
 * <p>Safe for use by several threads, and by several processes at once. All methods throw {@link
 * io.millrace.rephrase.store.StoreException} when the store cannot be used.
 */
public interface CompletionCache extends AutoCloseable {

  /**
   * Opens the cache that a URL names; a new one is made.
   *
   * @param url {@code sqlite:PATH} for this machine, {@code postgresql://host/database} for a
   *     cluster, {@code memory:} for this process only
   */
  static CompletionCache open(String url) {
    return url.equals("memory:") ? new MemoryCache() : SqlCache.open(url);
  }

  Optional<CachedCompletion> get(CacheKey key);

  /** Puts one, unless there is one, and returns the one that stays. */
  CachedCompletion put(CacheKey key, CachedCompletion value);

  CacheStats stats();

  /** Hands out all of it in the order of keys. */
  void forEach(Visitor visitor);

  /** Removes completions paid for before a time; returns how many. */
  long pruneOlderThan(long millis);

  /** Removes those of a model; returns how many. */
  long pruneModel(String model);

  /** Removes the oldest until the texts have at most so many bytes; returns how many. */
  long pruneToSize(long textBytes);

  @Override
  void close();

  /** Takes what is in a cache. */
  @FunctionalInterface
  interface Visitor {
    void visit(CacheKey key, CachedCompletion value);
  }
}
