package io.millrace.connectors.kafka;

/**
 * The watermark of a partition: no older record is expected. It does not use Beam or the system's
 * clock; all times are milliseconds since 1970.
 *
 * <p>The watermark is the time of the newest record minus the allowed disorder. A record that is
 * too far ahead of the clock does not count, so that a wrong timestamp closes no windows. A
 * partition follows the clock when no record counted for the idle time, because everything was read
 * or all records were too far ahead. The watermark never decreases.
 */
final class PartitionClock {

  private final long outOfOrder;
  private final long idle;
  private final long maxAhead;
  private long reached;
  private long newest = Long.MIN_VALUE;
  private long lastCounted;
  private boolean aheadSince;

  /**
   * @param reached watermark at the last checkpoint, or the minimum
   * @param now time at the start of reading
   */
  PartitionClock(long outOfOrder, long idle, long maxAhead, long reached, long now) {
    this.outOfOrder = outOfOrder;
    this.idle = idle;
    this.maxAhead = maxAhead;
    this.reached = reached;
    this.lastCounted = now;
  }

  /** Tells that a record was read. */
  void record(long eventTime, long now) {
    if (eventTime > now + maxAhead) {
      aheadSince = true;
      return;
    }
    newest = Math.max(newest, eventTime);
    lastCounted = now;
    aheadSince = false;
  }

  /**
   * The watermark.
   *
   * @param unread number of unread messages, negative when unknown
   * @param checked time of that number
   */
  long reached(long unread, long checked) {
    if (newest != Long.MIN_VALUE) {
      reached = Math.max(reached, newest - outOfOrder);
    }
    boolean nothingCounts = unread == 0 || aheadSince;
    if (nothingCounts && checked - lastCounted >= idle) {
      reached = Math.max(reached, checked - outOfOrder);
    }
    return reached;
  }
}
