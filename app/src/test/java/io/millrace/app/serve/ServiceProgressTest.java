package io.millrace.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipelines.stream.ServiceStatus;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The progress line of a service. */
class ServiceProgressTest {

  private static ServiceStatus status(
      String job, int running, long windows, Map<String, Long> records, Map<String, Long> lag) {
    return new ServiceStatus(
        job,
        4,
        running,
        1,
        7,
        1234,
        windows,
        new TreeMap<>(records),
        -1,
        0,
        new TreeMap<>(lag),
        "IOException: disk full");
  }

  @Test
  void showsWindowsAndRecords() {
    ServiceStatus now =
        status(
            "RUNNING",
            4,
            1_200,
            Map.of("kept", 30_000L, "dropped", 12L, "failed", 0L),
            Map.of("pages/0", 5_000L, "pages/1", 1L));
    assertThat(ServiceProgress.state(now))
        .isEqualTo("running; windows 1,200 with 30,012 records, 30,000 kept, 12 dropped, 0 failed");
    assertThat(ServiceProgress.behind(now)).isEqualTo("; 5,001 messages not yet in a checkpoint");
  }

  @Test
  void showsWhyAJobDoesNotRun() {
    assertThat(ServiceProgress.state(status("RUNNING", 3, 0, Map.of(), Map.of())))
        .isEqualTo("starting (IOException: disk full); windows 0");
    assertThat(ServiceProgress.state(status("RESTARTING", 0, 0, Map.of(), Map.of())))
        .isEqualTo("restarting (IOException: disk full); windows 0");
    ServiceStatus silent = status("", 0, 2, Map.of("kept", 1L), Map.of());
    assertThat(ServiceProgress.state(silent)).startsWith("the cluster does not answer");
    assertThat(ServiceProgress.behind(silent)).isEmpty();
  }
}
