package io.millrace.rephrase.cache;

import io.millrace.corpus.Utf8;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cache in memory, for trying prompts. */
final class MemoryCache implements CompletionCache {

  private final SortedMap<CacheKey, CachedCompletion> completions =
      new TreeMap<>(Comparator.comparing(CacheKey::hash));

  @Override
  public synchronized Optional<CachedCompletion> get(CacheKey key) {
    return Optional.ofNullable(completions.get(key));
  }

  @Override
  public synchronized CachedCompletion put(CacheKey key, CachedCompletion value) {
    CachedCompletion first = completions.putIfAbsent(key, value);
    return first == null ? value : first;
  }

  @Override
  public synchronized CacheStats stats() {
    SortedMap<String, CacheStats.Model> models = new TreeMap<>();
    for (CachedCompletion value : completions.values()) {
      models.merge(
          value.model(),
          new CacheStats.Model(
              1,
              bytes(value),
              value.completion().promptTokens(),
              value.completion().completionTokens(),
              value.picos(),
              value.createdMillis(),
              value.createdMillis()),
          MemoryCache::sum);
    }
    return new CacheStats("memory:", models);
  }

  private static CacheStats.Model sum(CacheStats.Model a, CacheStats.Model b) {
    return new CacheStats.Model(
        a.completions() + b.completions(),
        a.textBytes() + b.textBytes(),
        a.promptTokens() + b.promptTokens(),
        a.completionTokens() + b.completionTokens(),
        a.picos() + b.picos(),
        Math.min(a.oldestMillis(), b.oldestMillis()),
        Math.max(a.newestMillis(), b.newestMillis()));
  }

  private static long bytes(CachedCompletion value) {
    return Utf8.length(value.completion().text());
  }

  @Override
  public synchronized void forEach(Visitor visitor) {
    new TreeMap<>(completions).forEach(visitor::visit);
  }

  @Override
  public synchronized long pruneOlderThan(long millis) {
    int before = completions.size();
    completions.values().removeIf(value -> value.createdMillis() < millis);
    return before - completions.size();
  }

  @Override
  public synchronized long pruneModel(String model) {
    int before = completions.size();
    completions.values().removeIf(value -> value.model().equals(model));
    return before - completions.size();
  }

  @Override
  public synchronized long pruneToSize(long textBytes) {
    long size = completions.values().stream().mapToLong(MemoryCache::bytes).sum();
    long removed = 0;
    var oldestFirst =
        completions.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<CacheKey, CachedCompletion> e) -> e.getValue().createdMillis())
                    .thenComparing(e -> e.getKey().hash()))
            .toList();
    for (var entry : oldestFirst) {
      if (size <= textBytes) {
        break;
      }
      size -= bytes(entry.getValue());
      completions.remove(entry.getKey());
      removed++;
    }
    return removed;
  }

  @Override
  public void close() {}
}
