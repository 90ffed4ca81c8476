package io.millrace.rephrase.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThroughputWindowTest {

  @Test
  void throughputIsRequestsInFlightTimesTokensPerTime() {
    ThroughputWindow window = new ThroughputWindow(0);
    window.change(4, 0);
    // four concurrent requests, each with 10 ns per token
    window.answered(10, 100);
    window.answered(30, 300);
    assertThat(window.meanInFlight(1000)).isEqualTo(4);
    assertThat(window.throughput(1000)).isCloseTo(.4, within(1e-9));
    window.change(-4, 1000);
    assertThat(window.meanInFlight(2000)).isEqualTo(2);
    window.clear(2000);
    assertThat(window.answers()).isZero();
    assertThat(window.inFlight()).isZero();
  }

  @Test
  void slowerLaterAnswersIndicateAQueue() {
    ThroughputWindow atOnce = new ThroughputWindow(0);
    ThroughputWindow oneByOne = new ThroughputWindow(0);
    int done = 0;
    for (int i = 0; i < 8; i++) {
      int tokens = 20 + 13 * i % 40;
      done += tokens;
      assertThat(atOnce.showsQueue(8)).isFalse();
      assertThat(oneByOne.showsQueue(8)).isFalse();
      atOnce.answered(tokens, 10L * tokens);
      oneByOne.answered(tokens, 10L * done);
    }
    assertThat(atOnce.showsQueue(4)).isFalse();
    assertThat(atOnce.showsQueue(8)).isFalse();
    assertThat(oneByOne.showsQueue(4)).isTrue();
    assertThat(oneByOne.showsQueue(8)).isTrue();
    assertThat(oneByOne.showsQueue(1)).isFalse();
  }
}
