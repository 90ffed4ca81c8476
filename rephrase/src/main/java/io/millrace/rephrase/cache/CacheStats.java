package io.millrace.rephrase.cache;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Contents of a cache.
 *
 * @param where address without secrets
 * @param models by name
 */
public record CacheStats(String where, SortedMap<String, Model> models) {

  /**
   * Completions of one model.
   *
   * @param completions number of completions
   * @param textBytes bytes of their texts in UTF-8
   * @param picos total cost
   * @param oldestMillis time of the first, since 1970
   * @param newestMillis time of the last, since 1970
   */
  public record Model(
      long completions,
      long textBytes,
      long promptTokens,
      long completionTokens,
      long picos,
      long oldestMillis,
      long newestMillis) {}

  public CacheStats {
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
  }

  public long completions() {
    return models.values().stream().mapToLong(Model::completions).sum();
  }

  public long textBytes() {
    return models.values().stream().mapToLong(Model::textBytes).sum();
  }
}
