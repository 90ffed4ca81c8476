package io.millrace.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.broker.KafkaBroker;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service does when a topic is not what it was, on a real broker. */
class KafkaFaultsIT {

  private static final String HOURLY = "stages: [extract, dedup-url]\nwindows: {size: 1h, allowed_lateness: 0s}\noutput: {shards: 1}\n";

  @TempDir static Path folder;

  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  private static ServedTopic topic(String name, int partitions, String kafka) throws Exception {
    broker.createTopic(name, partitions);
    return new ServedTopic(broker, folder.resolve(name), name, kafka, HOURLY);
  }

  /** A document of an hour of the day; every hour and number has its own. */
  private static String document(int hour, int number) {
    String time = "2024-03-01T" + (hour < 10 ? "0" : "") + hour + ":00:00Z";
    return "{\"id\":\"" + hour + "-" + number + "\",\"url\":\"https://example.org/" + hour + "/" + number
        + "\",\"timestamp\":\"" + time + "\",\"text\":\"Nummer " + number + " der Stunde " + hour + ".\"}";
  }

  private static long records(ServedTopic served, String window) throws Exception {
    return FinishedOutput.open(served.output().resolve("windows").resolve(window).toString())
        .manifest().totals().input();
  }

  @Test
  void partitionsThatWereAddedAreReadAfterARestart() throws Exception {
    ServedTopic served = topic("grows", 2, "out_of_order_seconds: 0, idle_seconds: 3600");
    MillService.Running service = served.start();
    for (int partition = 0; partition < 2; partition++) {
      served.publish(partition, document(1, partition), document(2, partition), document(3, partition));
    }
    ServedTopic.await(() -> served.committed("2024-03-01T02-00Z"));
    ServedTopic.stop(service);
    try (Admin admin = broker.admin()) {
      admin.createPartitions(Map.of("grows", NewPartitions.increaseTo(4))).all().get();
    }
    for (int partition = 0; partition < 4; partition++) {
      served.publish(partition, document(3, 10 + partition), document(5, partition));
    }
    MillService.Running again = served.start();
    ServedTopic.await(() -> served.committed("2024-03-01T03-00Z"));
    ServedTopic.stop(again);
    assertThat(records(served, "2024-03-01T03-00Z")).isEqualTo(6);
  }
}
