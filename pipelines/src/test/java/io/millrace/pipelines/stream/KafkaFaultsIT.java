package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.connectors.kafka.MessageHeaders;
import io.millrace.corpus.error.MillraceException;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.verify.OutputVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service on a real broker with changed topics, failures and malformed messages. */
class KafkaFaultsIT {

  private static final String HOURLY =
      "stages: [extract, dedup-url]\n"
          + "windows: {size: 1h, allowed_lateness: 0s}\n"
          + "output: {shards: 1}\n";

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
    // else the broker deletes these messages, which are older than a week
    broker.createTopic(name, partitions, Map.of("retention.ms", "-1"));
    return new ServedTopic(broker, folder.resolve(name), name, kafka, HOURLY);
  }

  /** A document with a time in an hour of the day; each hour and number has its own text. */
  private static String document(int hour, int number) {
    String time = "2024-03-01T" + (hour < 10 ? "0" : "") + hour + ":00:00Z";
    return "{\"id\":\""
        + hour
        + "-"
        + number
        + "\",\"url\":\"https://example.org/"
        + hour
        + "/"
        + number
        + "\",\"timestamp\":\""
        + time
        + "\",\"text\":\"Nummer "
        + number
        + " der Stunde "
        + hour
        + ".\"}";
  }

  private static long records(ServedTopic served, String window) throws Exception {
    return FinishedOutput.open(served.output().resolve("windows").resolve(window).toString())
        .manifest()
        .totals()
        .input();
  }

  @Test
  void readsAddedPartitionsAfterARestart() throws Exception {
    ServedTopic served = topic("grows", 2, "out_of_order_seconds: 0, idle_seconds: 3600");
    MillService.Running service = served.start();
    for (int partition = 0; partition < 2; partition++) {
      served.publish(
          partition, document(1, partition), document(2, partition), document(3, partition));
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

  /** Publishes documents of two hours to each partition, then one that closes both windows. */
  private static void publishTwoHours(ServedTopic served, int partitions) {
    for (int partition = 0; partition < partitions; partition++) {
      served.publish(
          partition, document(1, partition), document(2, partition), document(3, partition));
    }
  }

  private static void deleteTopic(String name) throws Exception {
    try (Admin admin = broker.admin()) {
      admin.deleteTopics(List.of(name)).all().get();
    }
  }

  /** Waits until the broker has deleted the topic, so that its name is free. */
  private static void makeAnew(String name, int partitions) throws Exception {
    deleteTopic(name);
    ServedTopic.await(
        () -> {
          try {
            broker.createTopic(name, partitions);
            return true;
          } catch (ExecutionException stillThere) {
            return false;
          }
        });
  }

  @Test
  void recreatedTopicStopsTheStreamWithTheReason() throws Exception {
    ServedTopic served = topic("anew", 1, "out_of_order_seconds: 0, idle_seconds: 3600");
    MillService.Running service = served.start();
    // beside the checkpoints, and not in the folder where the service was started
    assertThat(served.checkpoints().resolve("topics.json")).exists();
    publishTwoHours(served, 1);
    ServedTopic.await(() -> served.committed("2024-03-01T02-00Z"));
    makeAnew("anew", 1);
    served.publish(0, document(4, 0));
    ServiceMonitor monitor = service.monitor();
    ServedTopic.await(() -> monitor.look().failure().contains("recreated"));
    assertThat(monitor.look().failure()).contains("use another output");
    service.cancel();
    service.await();
    assertThatThrownBy(served::start)
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("topic anew was deleted and recreated since this stream began");
  }

  @Test
  void skipsDeletedMessagesAndReadsTheRest() throws Exception {
    ServedTopic served = topic("short", 1, "out_of_order_seconds: 0, idle_seconds: 3600");
    MillService.Running service = served.start();
    publishTwoHours(served, 1);
    ServedTopic.await(() -> served.committed("2024-03-01T02-00Z"));
    ServedTopic.stop(service);
    served.publish(0, document(3, 1), document(3, 2), document(3, 3), document(5, 0));
    try (Admin admin = broker.admin()) {
      TopicPartition partition = new TopicPartition("short", 0);
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5))).all().get();
    }
    MillService.Running again = served.start();
    ServedTopic.await(() -> served.committed("2024-03-01T03-00Z"));
    ServedTopic.stop(again);
    assertThat(records(served, "2024-03-01T03-00Z")).isEqualTo(2);
  }

  @Test
  void rejectsChangedSettings() throws Exception {
    ServedTopic served = topic("settings", 1, "out_of_order_seconds: 0, idle_seconds: 3600");
    MillService.Running service = served.start();
    publishTwoHours(served, 1);
    ServedTopic.await(() -> served.committed("2024-03-01T02-00Z"));
    ServedTopic.stop(service);
    ServedTopic changed =
        new ServedTopic(
            broker,
            folder.resolve("settings"),
            "settings",
            "out_of_order_seconds: 0, idle_seconds: 5",
            HOURLY);
    assertThatThrownBy(changed::start)
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("idle_seconds 5, but this stream began with 3600");
  }

  @Test
  void waitsForAnOutputThatCannotBeWritten() throws Exception {
    ServedTopic served = topic("unwritable", 1, "out_of_order_seconds: 0, idle_seconds: 3600");
    Path segments = served.output().resolve(".work/segments");
    Path window = served.output().resolve("windows/2024-03-01T01-00Z");
    MillService.Running service = served.start();
    // a file instead of a folder: even root cannot write below it
    Files.createDirectories(segments.getParent());
    Files.createFile(segments);
    Files.createDirectories(window.getParent());
    Files.createFile(window);
    publishTwoHours(served, 1);
    ServiceMonitor monitor = service.monitor();
    ServedTopic.await(() -> monitor.look().failure().contains(segments.toString()));
    Files.delete(segments);
    ServedTopic.await(() -> monitor.look().failure().contains(window.toString()));
    assertThat(served.committed("2024-03-01T02-00Z")).isFalse();
    Files.delete(window);
    ServedTopic.await(() -> served.committed("2024-03-01T02-00Z"));
    ServedTopic.stop(service);
    assertWhole(served, "2024-03-01T01-00Z", 1);
    assertWhole(served, "2024-03-01T02-00Z", 1);
  }

  private static void assertWhole(ServedTopic served, String window, long records)
      throws Exception {
    String output = served.output().resolve("windows").resolve(window).toString();
    assertThat(FinishedOutput.verify(output, OutputVerifier.Depth.RECORDS).problems()).isEmpty();
    assertThat(records(served, window)).isEqualTo(records);
  }

  @Test
  void waitsForABrokerThatIsDown() throws Exception {
    ServedTopic served = topic("away", 2, "out_of_order_seconds: 0, idle_seconds: 3600");
    MillService.Running service = served.start();
    served.publish(0, document(1, 0), document(1, 1));
    served.publish(1, document(1, 2));
    ServedTopic.await(() -> Files.isDirectory(served.output().resolve(".work/segments")));
    broker.kill();
    long back = System.nanoTime() + TimeUnit.SECONDS.toNanos(65);
    ServedTopic.await(() -> System.nanoTime() > back);
    broker.restart();
    served.publish(0, document(1, 3), document(3, 0));
    served.publish(1, document(1, 4), document(3, 1));
    ServedTopic.await(() -> served.committed("2024-03-01T01-00Z"));
    ServedTopic.stop(service);
    assertWhole(served, "2024-03-01T01-00Z", 5);
    assertThat(served.lateLines()).isZero();
  }

  /** A record with a time a day ahead closes no window; one a day behind is late. */
  @Test
  void toleratesClocksThatAreADayOff() throws Exception {
    ServedTopic served = topic("skew", 1, "out_of_order_seconds: 0, idle_seconds: 3600");
    WindowTimes hours = new WindowTimes(3_600_000, 0);
    Instant now = Instant.now();
    Instant ahead = now.plus(1, ChronoUnit.DAYS);
    Instant behind = now.minus(1, ChronoUnit.DAYS);
    MillService.Running service = served.start();
    served.publish(0, at(now.minus(3, ChronoUnit.HOURS)), at(ahead), at(now));
    ServedTopic.await(() -> served.committed(window(hours, now.minus(3, ChronoUnit.HOURS))));
    served.publish(0, at(behind));
    ServedTopic.await(() -> served.lateLines() == 1);
    ServedTopic.stop(service);
    assertThat(served.output().resolve("late").resolve(window(hours, behind))).isDirectory();
    assertThat(served.committed(window(hours, now))).isFalse();
    assertThat(served.committed(window(hours, ahead))).isFalse();
    assertThat(served.output().resolve(".work/segments").resolve(window(hours, ahead)))
        .as("waits for its time")
        .isNotEmptyDirectory();
  }

  private static String window(WindowTimes hours, Instant time) {
    return hours.name(hours.startOf(time.toString(), 0));
  }

  private static String at(Instant time) {
    return "{\"timestamp\":\"" + time + "\",\"text\":\"Es ist " + time + ".\"}";
  }

  /** Malformed messages are failed records of their window, with a reason. */
  @Test
  void malformedMessagesFailWithTheirReason() throws Exception {
    broker.createTopic("odd-dead", 1);
    ServedTopic served =
        topic(
            "odd",
            1,
            "out_of_order_seconds: 0, idle_seconds: 3600, max_record_bytes: 5000,"
                + " dead_letter_topic: odd-dead");
    Map<String, String> odd = new TreeMap<>();
    odd.put("{\"text\":[\"a\"]}", "missing_text");
    odd.put("{\"txt\":\"The field has another name.\"}", "missing_text");
    odd.put("{\"text\":\"cut", "damaged_json");
    odd.put("[1, 2]", "damaged_json");
    odd.put("", "damaged_json");
    odd.put("null", "damaged_json");
    odd.put("[".repeat(4000), "damaged_json");
    odd.put("{\"text\":\"" + "x".repeat(5000) + "\"}", "too_large");
    List<String> fine =
        List.of(
            "{\"text\":7}",
            "{\"text\":\"New fields.\",\"new\":{\"deep\":[1,{\"er\":null}]},\"n\":1e400}",
            "{\"text\":\"A time that is a number.\",\"timestamp\":7}",
            "{\"text\":\"A time that is none.\",\"timestamp\":\"yesterday\"}",
            "{\"text\":\"An address that is none.\",\"url\":[\"https://example.org/\"]}",
            "{\"text\":\"Twice.\",\"text\":\"Twice the field.\"}");
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      for (String value : odd.keySet()) {
        producer.send(atOne(value.getBytes(StandardCharsets.UTF_8)));
      }
      for (String value : fine) {
        producer.send(atOne(value.getBytes(StandardCharsets.UTF_8)));
      }
      producer.send(atOne(null));
      producer.send(atOne(new byte[] {'{', (byte) 0xff, '}'}));
      ProducerRecord<byte[], byte[]> unknown = atOne("{}".getBytes(StandardCharsets.UTF_8));
      unknown.headers().add(MessageHeaders.KIND, new byte[] {0, (byte) 0xff});
      producer.send(unknown);
    }
    served.publish(0, document(3, 0));
    MillService.Running service = served.start();
    ServedTopic.await(() -> served.committed("2024-03-01T01-00Z"));
    ServedTopic.stop(service);
    List<String> reasons = new ArrayList<>(odd.values());
    reasons.addAll(List.of("bad_encoding", "damaged_record"));
    List<String> letters = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> letter : broker.messages("odd-dead")) {
      letters.add(
          new String(
              letter.headers().lastHeader(MessageHeaders.REASON).value(), StandardCharsets.UTF_8));
    }
    assertThat(letters).containsExactlyInAnyOrderElementsOf(reasons);
    Manifest manifest =
        FinishedOutput.open(served.output().resolve("windows/2024-03-01T01-00Z").toString())
            .manifest();
    assertThat(manifest.totals().failed()).isEqualTo(letters.size());
    assertThat(manifest.totals().input()).isEqualTo(letters.size() + fine.size());
  }

  /** A message with the Kafka time 01:30 and without a header of its kind. */
  private static ProducerRecord<byte[], byte[]> atOne(byte[] value) {
    long time = Instant.parse("2024-03-01T01:30:00Z").toEpochMilli();
    return new ProducerRecord<>("odd", 0, time, null, value);
  }
}
