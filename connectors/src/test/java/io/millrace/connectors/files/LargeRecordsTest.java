package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LargeRecordsTest {

  private static final int MEGABYTE = 1 << 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void recordsThatDoNotFitTogetherAreProcessedInTurn() throws Exception {
    LargeRecords large = new LargeRecords(1_000L * MEGABYTE);
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      done.add(
          threads.submit(
              () -> {
                for (int k = 0; k < 200; k++) {
                  large.hold(2L * MEGABYTE); // a beginning, then more of the same record
                  large.hold(50L * MEGABYTE);
                  most.accumulateAndGet(working.incrementAndGet(), Math::max);
                  working.decrementAndGet();
                  large.release();
                }
              }));
    }
    for (Future<?> each : done) {
      each.get(60, TimeUnit.SECONDS);
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void aRecordLargerThanTheLimitIsProcessedAlone() throws Exception {
    LargeRecords large = new LargeRecords(1);
    large.hold(100L * MEGABYTE);
    CountDownLatch started = new CountDownLatch(1);
    Future<?> second =
        threads.submit(
            () -> {
              started.countDown();
              large.hold(100L * MEGABYTE);
              large.release();
            });
    started.await();
    assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    large.release();
    second.get(60, TimeUnit.SECONDS);
  }

  @Test
  void smallRecordsAndThoseThatFitDoNotWait() throws Exception {
    LargeRecords large = new LargeRecords(100L * MEGABYTE);
    large.hold(8L * MEGABYTE);
    threads
        .submit(
            () -> {
              large.hold(MEGABYTE - 1);
              large.release();
            })
        .get(60, TimeUnit.SECONDS);
    LargeRecords roomy = new LargeRecords(100L * MEGABYTE);
    roomy.hold(4L * MEGABYTE);
    threads
        .submit(
            () -> {
              roomy.hold(4L * MEGABYTE);
              roomy.release();
            })
        .get(60, TimeUnit.SECONDS);
  }
}
