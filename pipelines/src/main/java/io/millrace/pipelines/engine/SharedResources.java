package io.millrace.pipelines.engine;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Resources by key that all workers of a process share. The first worker that acquires a resource
 * opens it; the last one that releases it closes it. Thread-safe.
 *
 * @param <K> key of a resource, such as its settings
 * @param <R> the resource
 */
public final class SharedResources<K, R> {

  @FunctionalInterface
  public interface Opener<K, R> {
    R open(K key) throws IOException;
  }

  private final Map<K, R> open = new HashMap<>();
  private final Map<K, Integer> users = new HashMap<>();
  private final Opener<K, R> opener;
  private final Consumer<R> closer;

  public SharedResources(Opener<K, R> opener, Consumer<R> closer) {
    this.opener = opener;
    this.closer = closer;
  }

  /** The resource of a key; call {@link #release} when done. */
  public synchronized R acquire(K key) throws IOException {
    R resource = open.get(key);
    if (resource == null) {
      resource = opener.open(key);
      open.put(key, resource);
    }
    users.merge(key, 1, Integer::sum);
    return resource;
  }

  /**
   * Releases the resource of a key.
   *
   * @throws IllegalStateException when it is not acquired
   */
  public synchronized void release(K key) {
    Integer before = users.remove(key);
    if (before == null) {
      throw new IllegalStateException("released more often than acquired");
    }
    if (before > 1) {
      users.put(key, before - 1);
    } else {
      closer.accept(open.remove(key));
    }
  }

  /** Reads all open resources; none is opened or closed meanwhile. */
  public synchronized <T> T read(Function<Collection<R>, T> reader) {
    return reader.apply(open.values());
  }
}
