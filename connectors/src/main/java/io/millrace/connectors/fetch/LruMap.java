package io.millrace.connectors.fetch;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A map that removes the least recently used entries when its weight exceeds a limit. Not
 * thread-safe.
 */
public final class LruMap<K, V> {

  private record Weighed<V>(V value, long weight) {}

  private final long mostWeight;
  private final ToLongFunction<V> weigher;
  private final LinkedHashMap<K, Weighed<V>> map = new LinkedHashMap<>(16, .75f, true);
  private long weight;

  public LruMap(long mostWeight, ToLongFunction<V> weigher) {
    this.mostWeight = mostWeight;
    this.weigher = weigher;
  }

  public V get(K key) {
    Weighed<V> found = map.get(key);
    return found == null ? null : found.value;
  }

  public void put(K key, V value) {
    Weighed<V> added = new Weighed<>(value, weigher.applyAsLong(value));
    Weighed<V> old = map.put(key, added);
    weight += added.weight - (old == null ? 0 : old.weight);
    Iterator<Map.Entry<K, Weighed<V>>> eldest = map.entrySet().iterator();
    while (weight > mostWeight && map.size() > 1) {
      weight -= eldest.next().getValue().weight;
      eldest.remove();
    }
  }

  public void remove(K key) {
    Weighed<V> old = map.remove(key);
    if (old != null) {
      weight -= old.weight;
    }
  }

  public int size() {
    return map.size();
  }
}
