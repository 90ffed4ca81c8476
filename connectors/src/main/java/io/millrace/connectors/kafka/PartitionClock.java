package io.millrace.connectors.kafka;

/**
 * The event time that a partition has reached: no record older than it is expected any more. Free
 * of Beam and of the system's clock; all times are milliseconds since 1970.
 *
 * <p>Three rules. It is the time of the newest record less what records may be out of order. A
 * record further ahead of the clock than allowed does not count, so that a wrong clock closes no
 * windows. A partition in which nothing counted for the idle time, although everything in it was
 * read, or only records from the future came, follows the clock. It never goes back.
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
   * @param reached where it stood at the last checkpoint, or the earliest time there is
   * @param now when reading begins
   */
  PartitionClock(long outOfOrder, long idle, long maxAhead, long reached, long now) {
    this.outOfOrder = outOfOrder;
    this.idle = idle;
    this.maxAhead = maxAhead;
    this.reached = reached;
    this.lastCounted = now;
  }

  /** A record was read. */
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
   * The time reached.
   *
   * @param unread messages that are there and were not read, negative when unknown
   * @param checked when that was so
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
