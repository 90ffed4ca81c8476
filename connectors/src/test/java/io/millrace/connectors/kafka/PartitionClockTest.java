package io.millrace.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PartitionClockTest {

  private static final long START = Long.MIN_VALUE / 4;
  private static final long NOW = 1_700_000_000_000L;
  private static final long SECOND = 1000;
  private static final long DAY = 86_400 * SECOND;

  private final PartitionClock clock =
      new PartitionClock(10 * SECOND, 60 * SECOND, 5 * SECOND, START, NOW);

  private static long unknown() {
    return -1;
  }

  @Test
  void isTheNewestTimeMinusTheDisorder() {
    assertThat(clock.reached(5, NOW)).isEqualTo(START);
    clock.record(NOW - DAY, NOW);
    clock.record(NOW - 2 * DAY, NOW);
    assertThat(clock.reached(5, NOW)).isEqualTo(NOW - DAY - 10 * SECOND);
  }

  @Test
  void recordsFromTheFutureDoNotMoveIt() {
    clock.record(NOW - DAY, NOW);
    clock.record(NOW + DAY, NOW);
    clock.record(NOW + 80 * 365 * DAY, NOW);
    assertThat(clock.reached(5, NOW)).isEqualTo(NOW - DAY - 10 * SECOND);
    clock.record(NOW + 5 * SECOND, NOW);
    assertThat(clock.reached(5, NOW)).isEqualTo(NOW - 5 * SECOND);
  }

  @Test
  void followsTheClockWhenAllRecordsAreAhead() {
    clock.record(NOW - DAY, NOW);
    for (long now = NOW; now < NOW + 100 * SECOND; now += SECOND) {
      clock.record(now + DAY, now);
    }
    assertThat(clock.reached(7, NOW + 59 * SECOND)).isEqualTo(NOW - DAY - 10 * SECOND);
    assertThat(clock.reached(7, NOW + 100 * SECOND)).isEqualTo(NOW + 90 * SECOND);
  }

  @Test
  void anIdlePartitionFollowsTheClock() {
    clock.record(NOW - DAY, NOW);
    assertThat(clock.reached(0, NOW + 59 * SECOND)).isEqualTo(NOW - DAY - 10 * SECOND);
    assertThat(clock.reached(0, NOW + 60 * SECOND)).isEqualTo(NOW + 50 * SECOND);
  }

  @Test
  void anEmptyPartitionFollowsTheClock() {
    assertThat(clock.reached(0, NOW + 60 * SECOND)).isEqualTo(NOW + 50 * SECOND);
  }

  @Test
  void waitsWhileMessagesAreUnreadOrUnknown() {
    clock.record(NOW - DAY, NOW);
    assertThat(clock.reached(1, NOW + DAY)).isEqualTo(NOW - DAY - 10 * SECOND);
    assertThat(clock.reached(unknown(), NOW + DAY)).isEqualTo(NOW - DAY - 10 * SECOND);
  }

  @Test
  void waitsWhileTheBrokerIsDown() {
    clock.record(NOW - DAY, NOW);
    // the last known backlog is empty, from before the end of the idle time
    assertThat(clock.reached(0, NOW + SECOND)).isEqualTo(NOW - DAY - 10 * SECOND);
  }

  @Property
  void neverDecreasesAndNeverPassesTheClock(
      @ForAll List<@LongRange(min = -DAY, max = DAY) Long> steps,
      @ForAll @LongRange(min = -1, max = 2) long unread) {
    PartitionClock any = new PartitionClock(10 * SECOND, 60 * SECOND, 5 * SECOND, START, NOW);
    long now = NOW;
    long before = START;
    for (long step : steps) {
      now += Math.abs(step) / 100;
      any.record(NOW + step, now);
      long reached = any.reached(unread, now);
      assertThat(reached).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(now);
      before = reached;
    }
  }
}
