package io.millrace.connectors.files;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Admits large records: the threads of this JVM work on so many at once that what they take fits
 * into half of the heap. A record that is larger than that is worked on alone. Smaller records than
 * {@link #LARGE} are not counted.
 */
public final class LargeRecords {

  /** Bytes from which a record is counted. */
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
   * Waits until there is room for a record of this thread. Asked again for more of the same record,
   * it counts the larger size alone.
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
          notifyAll(); // the others may be waiting for this one
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

  /** Whether another thread holds a record and is not itself waiting for more room. */
  private boolean othersWork(Thread me) {
    return held.size() - blocked.size() > (held.containsKey(me) && !blocked.contains(me) ? 1 : 0);
  }

  /** This thread's record is done. */
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
