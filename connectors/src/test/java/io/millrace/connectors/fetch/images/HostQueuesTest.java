package io.millrace.connectors.fetch.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostQueuesTest {

  private final ManualClock clock = new ManualClock();
  private final List<FakeJob> started = new ArrayList<>();

  private final class FakeJob implements HostQueues.Job {
    private final String host;
    private final boolean alone;
    private long startedAt;

    FakeJob(String host, boolean alone) {
      this.host = host;
      this.alone = alone;
    }

    @Override
    public String host() {
      return host;
    }

    @Override
    public boolean alone() {
      return alone;
    }

    @Override
    public void run() {
      startedAt = clock.nanos();
      started.add(this);
    }
  }

  private FakeJob submit(HostQueues queues, String host) {
    FakeJob job = new FakeJob(host, false);
    queues.submit(job);
    return job;
  }

  private HostQueues queues(int concurrency, int hostConnections, double hostRate) {
    Fetching.Change change = new Fetching.Change();
    change.concurrency = concurrency;
    change.hostConnections = hostConnections;
    change.hostRate = hostRate;
    return new HostQueues(change.settings(), clock, Runnable::run);
  }

  private List<String> hosts() {
    return started.stream().map(FakeJob::host).toList();
  }

  @Test
  void limitsConnectionsOfAHost() {
    HostQueues queues = queues(100, 3, 1e6);
    for (int i = 0; i < 10; i++) {
      submit(queues, "a");
    }
    assertThat(started).hasSize(3);
    queues.finished(started.get(0));
    assertThat(started).hasSize(4);
  }

  @Test
  void aSlowHostDoesNotBlockOthers() {
    HostQueues queues = queues(4, 2, 1e6);
    for (int i = 0; i < 1000; i++) {
      submit(queues, "slow");
    }
    for (int i = 0; i < 50; i++) {
      submit(queues, "host" + i);
    }
    // the slow host does not answer; the others take turns in the remaining places
    for (int i = 2; i < 52; i++) {
      assertThat(started.get(i).host()).isEqualTo("host" + (i - 2));
      queues.finished(started.get(i));
    }
    assertThat(started).hasSize(52);
  }

  @Test
  void hostsTakeTurns() {
    HostQueues queues = queues(1, 1, 1e6);
    FakeJob first = submit(queues, "x");
    for (int i = 0; i < 3; i++) {
      submit(queues, "a");
    }
    for (int i = 0; i < 3; i++) {
      submit(queues, "b");
    }
    queues.finished(first);
    for (int i = 1; i < 6; i++) {
      queues.finished(started.get(i));
    }
    assertThat(hosts()).containsExactly("x", "a", "b", "a", "b", "a", "b");
  }

  @Test
  void requestsOfAHostAreSpaced() {
    HostQueues queues = queues(100, 10, 2);
    for (int i = 0; i < 5; i++) {
      submit(queues, "a");
    }
    submit(queues, "b");
    assertThat(hosts()).containsExactly("a", "b");
    clock.advance(.49);
    assertThat(started).hasSize(2);
    clock.advance(.02);
    assertThat(started).hasSize(3);
    clock.advance(10);
    assertThat(started).hasSize(6);
    long gap = started.get(5).startedAt - started.get(4).startedAt;
    assertThat(gap).isEqualTo(500_000_000);
  }

  @Test
  void aCrawlDelayHoldsAcrossIdleTime() {
    HostQueues queues = queues(100, 10, 1e6);
    FakeJob first = new FakeJob("a", true);
    queues.submit(first);
    queues.space(first, 5);
    queues.finished(first);
    assertThat(queues.hosts()).isEqualTo(1);
    clock.advance(3);
    queues.submit(new FakeJob("a", true));
    assertThat(started).hasSize(1);
    clock.advance(1.9);
    assertThat(started).hasSize(1);
    clock.advance(.2);
    assertThat(started).hasSize(2);
  }

  @Test
  void aPausedHostWaitsAndOthersDoNot() {
    HostQueues queues = queues(100, 1, 1e6);
    FakeJob first = submit(queues, "a");
    submit(queues, "a");
    queues.pause(first, clock.nanos() + 30_000_000_000L);
    queues.finished(first);
    submit(queues, "b");
    assertThat(hosts()).containsExactly("a", "b");
    clock.advance(29);
    assertThat(started).hasSize(2);
    clock.advance(2);
    assertThat(hosts()).containsExactly("a", "b", "a");
  }

  @Test
  void exclusiveJobsRunAlone() {
    HostQueues queues = queues(100, 5, 1e6);
    queues.submit(new FakeJob("a", true));
    queues.submit(new FakeJob("a", true));
    submit(queues, "a");
    assertThat(started).hasSize(1);
    queues.finished(started.get(0));
    assertThat(started).hasSize(2); // and the third may not run beside it
    queues.finished(started.get(1));
    assertThat(started).hasSize(3);
  }

  @Test
  void finishedHostsAreForgotten() {
    HostQueues queues = queues(100, 2, 1e6);
    for (int i = 0; i < 100_000; i++) {
      queues.finished(submit(queues, "host" + i));
      clock.advance(.001);
    }
    assertThat(queues.hosts()).isZero();
    assertThat(clock.timers()).isLessThanOrEqualTo(1);
  }

  @Test
  void restingHostsAreForgottenAtTheLimit() {
    HostQueues queues = queues(100, 2, .001);
    for (int i = 0; i < 120_000; i++) {
      queues.finished(submit(queues, "host" + i));
    }
    assertThat(queues.hosts()).isEqualTo(50_000);
  }

  /** For any sequence of events the limits hold and every job runs once. */
  @Test
  void limitsHoldInAnyOrder() {
    Random random = new Random(7);
    HostQueues queues = queues(7, 2, 10);
    List<FakeJob> running = new ArrayList<>();
    int submitted = 0;
    int seen = 0;
    while (submitted < 3000 || seen < 3000 || !running.isEmpty()) {
      int what = random.nextInt(3);
      if (what == 0 && submitted < 3000) {
        queues.submit(new FakeJob("h" + random.nextInt(20), random.nextInt(5) == 0));
        submitted++;
      } else if (what == 1 && !running.isEmpty()) {
        queues.finished(running.remove(random.nextInt(running.size())));
      } else {
        clock.advance(random.nextDouble() / 10);
      }
      running.addAll(started.subList(seen, started.size()));
      seen = started.size();
      assertThat(running.size()).isLessThanOrEqualTo(7);
      for (FakeJob job : running) {
        long same = running.stream().filter(other -> other.host.equals(job.host)).count();
        assertThat(same).isLessThanOrEqualTo(2);
      }
    }
    assertThat(started).hasSize(3000).doesNotHaveDuplicates();
  }
}
