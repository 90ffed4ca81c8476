package io.millrace.pipelines.engine;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Resources that all workers of a process share, by what they are made from. The first worker that
 * acquires one opens it, and the last one that releases it closes it. Safe for use by several
 * threads.
 *
 * @param <K> what a resource is made from
 * @param <R> the resource
 */
public final class SharedResources<K, R> {

  /** Opens a resource. */
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

  /** The resource of a key; {@link #release} follows. */
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
   * Lets go of the resource of a key.
   *
   * @throws IllegalStateException when nobody has it
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

  /** Reads from all that are open; none is opened or closed meanwhile. */
  public synchronized <T> T read(Function<Collection<R>, T> reader) {
    return reader.apply(open.values());
  }
}
