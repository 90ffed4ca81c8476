package io.millrace.bench.rephrase;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.fake.FakeLlmServer;
import io.millrace.rephrase.fake.FaultPlan;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThroughputTest {

  /** Runs briefly to check that it works; the figure of so short a run has no meaning. */
  @Test
  void runs() throws Exception {
    try (FakeLlmServer server = FakeLlmServer.timed(FaultPlan.NONE, 8, 500, 10, 4, 16)) {
      double ratio =
          Throughput.run(
              server.endpoint(),
              new Prompts("fake", 32),
              new int[] {2, 4},
              2,
              12,
              Optional.empty());
      assertThat(ratio).isPositive();
      assertThat(server.requests()).isEqualTo(2 * 3 * 12);
    }
  }
}
