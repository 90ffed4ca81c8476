package io.millrace.connectors.files;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Limits the large records that the threads of this JVM process at once, so that they fit into half
 * of the heap. A record that exceeds this is processed alone. Records smaller than {@link #LARGE}
 * are not counted.
 */
public final class LargeRecords {

  /** Smallest size of a counted record in bytes. */
  public static final int LARGE = 1 << 20;

  /** Bytes of heap for each byte of a record: its copies as JSON, text, words and output. */
  private static final int COPIES = 12;

  private static final LargeRecords SHARED = new LargeRecords(Runtime.getRuntime().maxMemory() / 2);

  private final long most;
  private final Map<Thread, Long> held = new HashMap<>();
  private final Set<Thread> blocked = new HashSet<>();
  private long sum;
  private volatile boolean free = true;

  /**
   * @param most bytes of heap for all records at once
   */
  LargeRecords(long most) {
    this.most = most;
  }

  public static LargeRecords shared() {
    return SHARED;
  }

  /**
   * Waits until there is room for this thread's record. A second call for the same record replaces
   * the size.
   */
  public void hold(long recordBytes) {
    if (recordBytes >= LARGE) {
      take(recordBytes * COPIES);
    }
  }

  private synchronized void take(long wanted) {
    Thread me = Thread.currentThread();
    long mine = held.getOrDefault(me, 0L);
    if (wanted <= mine) {
      return;
    }
    try {
      while (sum - mine + wanted > most && othersWork(me)) {
        if (mine > 0 && blocked.add(me)) {
          notifyAll(); // other threads may be waiting for this one
        }
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while waiting for memory"));
    } finally {
      blocked.remove(me);
    }
    held.put(me, wanted);
    sum += wanted - mine;
    free = false;
  }

  /** Whether another thread holds a record and is not waiting for more room. */
  private boolean othersWork(Thread me) {
    return held.size() - blocked.size() > (held.containsKey(me) && !blocked.contains(me) ? 1 : 0);
  }

  /** Releases this thread's record. */
  public void release() {
    if (!free) {
      giveBack();
    }
  }

  private synchronized void giveBack() {
    Long mine = held.remove(Thread.currentThread());
    if (mine != null) {
      sum -= mine;
      free = held.isEmpty();
      notifyAll();
    }
  }
}
