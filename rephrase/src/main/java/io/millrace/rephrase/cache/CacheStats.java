package io.millrace.rephrase.cache;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cache holds.
 *
 * @param where it is, without secrets
 * @param models by name
 */
public record CacheStats(String where, SortedMap<String, Model> models) {

  /**
   * What it holds of one model.
   *
   * @param completions how many
   * @param textBytes their texts in UTF-8
   * @param picos what they cost
   * @param oldestMillis when the first was paid for
   * @param newestMillis when the last was paid for
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
