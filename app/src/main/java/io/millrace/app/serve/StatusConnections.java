package io.millrace.app.serve;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;
import org.apache.hc.core5.util.Timeout;

/**
 * Limits the connections of the status server. A silent connection ends after {@link #IDLE}, a slow
 * request after five seconds. Beyond {@link #MOST} connections the oldest one ends.
 */
final class StatusConnections implements IOSessionListener {

  /** Longest silence of a connection. */
  static final Timeout IDLE = Timeout.ofSeconds(2);

  /** Most connections at a time. */
  static final int MOST = 256;

  private static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Times of opening, oldest first. */
  private final Map<IOSession, Long> opened = new LinkedHashMap<>();

  @Override
  public synchronized void connected(IOSession session) {
    opened.put(session, System.nanoTime());
    if (opened.size() > MOST) {
      Iterator<IOSession> oldest = opened.keySet().iterator();
      IOSession surplus = oldest.next();
      oldest.remove();
      surplus.close(CloseMode.IMMEDIATE);
    }
  }

  @Override
  public synchronized void inputReady(IOSession session) {
    Long since = opened.get(session);
    if (since != null && System.nanoTime() - since > REQUEST_NANOS) {
      session.close(CloseMode.IMMEDIATE);
    }
  }

  @Override
  public synchronized void disconnected(IOSession session) {
    opened.remove(session);
  }

  @Override
  public void startTls(IOSession session) {}

  @Override
  public void outputReady(IOSession session) {}

  @Override
  public void timeout(IOSession session) {}

  @Override
  public void exception(IOSession session, Exception failure) {}
}
