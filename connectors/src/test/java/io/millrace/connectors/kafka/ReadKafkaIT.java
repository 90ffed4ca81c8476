package io.millrace.connectors.kafka;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.connectors.read.MessageKind;
import io.millrace.corpus.Document;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.RecordId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads topics of a real broker in a pipeline. */
class ReadKafkaIT {

  @TempDir static Path folder;

  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  private static Pipeline pipeline() {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(1);
    return Pipeline.create(options);
  }

  private static String document(int number) {
    return "{\"text\":\"Nummer "
        + number
        + " über Flüsse\",\"url\":\"https://example.org/"
        + number
        + "\",\"timestamp\":\"2024-03-0"
        + number
        + "T12:00:00Z\"}";
  }

  private static void publish(String topic, MessageKind kind, List<String> values) {
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      for (String value : values) {
        ProducerRecord<byte[], byte[]> message =
            new ProducerRecord<>(topic, null, value.getBytes(StandardCharsets.UTF_8));
        message.headers().add(MessageHeaders.KIND, kind.key().getBytes(StandardCharsets.UTF_8));
        producer.send(message);
      }
    }
  }

  @Test
  void recordsComeWithTheirTimes() throws Exception {
    broker.createTopic("times", 2);
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      values.add(document(i));
    }
    publish("times", MessageKind.DOCUMENT, values);
    Pipeline pipeline = pipeline();
    PCollectionTuple read =
        pipeline.apply(ReadKafka.of(KafkaInput.of(broker.bootstrap(), "times")).withMaxRecords(9));
    PCollection<String> seen = read.get(ReadKafka.RECORDS).apply(ParDo.of(new DescribeFn()));
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      String text = "Nummer " + i + " über Flüsse";
      String url = "https://example.org/" + i;
      String time = "2024-03-0" + i + "T12:00:00Z";
      String id = RecordId.ofContent("jsonl", url, time, text);
      expected.add(id + " " + time.replace("Z", ".000Z") + " " + text);
    }
    PAssert.that(seen).containsInAnyOrder(expected);
    PAssert.that(read.get(ReadKafka.BAD)).empty();
    pipeline.run().waitUntilFinish();
  }

  private static KafkaInput withDeadLetters(String topic, String deadLetterTopic) {
    String yaml = "{bootstrap: '%s', topic: %s, dead_letter_topic: %s}";
    return KafkaInputTest.bound(
        String.format(Locale.ROOT, yaml, broker.bootstrap(), topic, deadLetterTopic));
  }

  @Test
  void unreadableMessagesFailAndGoToTheDeadLetters() throws Exception {
    broker.createTopic("poison", 1);
    broker.createTopic("dead", 1);
    publish("poison", MessageKind.DOCUMENT, List.of(document(1), "{\"text\": ", document(2)));
    KafkaInput input = withDeadLetters("poison", "dead");
    Pipeline pipeline = pipeline();
    PCollectionTuple read = pipeline.apply(ReadKafka.of(input).withMaxRecords(3));
    PAssert.thatSingleton(read.get(ReadKafka.RECORDS).apply(Count.globally())).isEqualTo(3L);
    read.get(ReadKafka.BAD).apply(DeadLetters.of(input));
    pipeline.run().waitUntilFinish();
    List<ConsumerRecord<byte[], byte[]>> dead = broker.messages("dead");
    assertThat(dead).hasSize(1);
    assertThat(new String(dead.get(0).value(), StandardCharsets.UTF_8)).isEqualTo("{\"text\": ");
    assertThat(header(dead.get(0), MessageHeaders.REASON)).isEqualTo("damaged_json");
    assertThat(header(dead.get(0), MessageHeaders.TOPIC)).isEqualTo("poison");
    assertThat(header(dead.get(0), MessageHeaders.OFFSET)).isEqualTo("1");
    assertThat(header(dead.get(0), MessageHeaders.KIND)).isEqualTo("document");
  }

  @Test
  void aDeadLetterTooLargeForItsTopicGoesWithoutItsValue() throws Exception {
    broker.createTopic("large", 1);
    broker.createTopic("small-letters", 1, Map.of("max.message.bytes", "2000"));
    String noise =
        new Random(7).ints(5000, 33, 127).mapToObj(Character::toString).collect(joining());
    publish("large", MessageKind.DOCUMENT, List.of(noise));
    KafkaInput input = withDeadLetters("large", "small-letters");
    Pipeline pipeline = pipeline();
    pipeline
        .apply(ReadKafka.of(input).withMaxRecords(1))
        .get(ReadKafka.BAD)
        .apply(DeadLetters.of(input));
    pipeline.run().waitUntilFinish();
    List<ConsumerRecord<byte[], byte[]>> dead = broker.messages("small-letters");
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).value()).isEmpty();
    assertThat(header(dead.get(0), MessageHeaders.OMITTED_BYTES)).isEqualTo("5000");
  }

  @Test
  void startsWhereTheSettingSays() throws Exception {
    broker.createTopic("begin", 1);
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 1; i <= 4; i++) {
        byte[] value = document(i).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("begin", 0, 1000L * i, null, value));
      }
    }
    TopicPartition partition = new TopicPartition("begin", 0);
    try (Admin admin = broker.admin()) {
      admin
          .alterConsumerGroupOffsets("millrace", Map.of(partition, new OffsetAndMetadata(3)))
          .all()
          .get();
    }
    KafkaInput input = KafkaInput.of(broker.bootstrap(), "begin");
    assertThat(first(input)).isEqualTo("Nummer 1 über Flüsse");
    KafkaInput later = input.withStart(KafkaInput.Start.TIMESTAMP, "1970-01-01T00:00:02.500Z");
    assertThat(first(later)).isEqualTo("Nummer 3 über Flüsse");
  }

  /** The text that a pipeline reads first. */
  private static String first(KafkaInput input) {
    FIRST.clear();
    Pipeline pipeline = pipeline();
    pipeline
        .apply(ReadKafka.of(input).withMaxRecords(1))
        .get(ReadKafka.RECORDS)
        .apply(ParDo.of(new RememberFn()));
    pipeline.run().waitUntilFinish();
    return FIRST.remove();
  }

  private static final Queue<String> FIRST = new ConcurrentLinkedQueue<>();

  private static final class RememberFn extends DoFn<InputRecord, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void remember(@Element InputRecord record) {
      FIRST.add(((Document) record).text());
    }
  }

  /** The runner also closes and reopens readers at random. */
  @Test
  void losesNothingWhileTheBrokerIsDown() throws Exception {
    broker.createTopic("away", 2);
    SEEN.clear();
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(1);
    options.setBlockOnRun(false);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(ReadKafka.of(KafkaInput.of(broker.bootstrap(), "away")))
        .get(ReadKafka.RECORDS)
        .apply(ParDo.of(new CountFn()));
    PipelineResult running = pipeline.run();
    send(1, 4);
    awaitSeen(4);
    broker.kill();
    broker.restart();
    send(5, 9);
    awaitSeen(9);
    running.cancel();
    assertThat(SEEN.values()).containsOnly(1);
  }

  private static final ConcurrentMap<String, Integer> SEEN = new ConcurrentHashMap<>();

  private static void send(int from, int last) {
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      for (int i = from; i <= last; i++) {
        byte[] value = document(i).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("away", i % 2, null, value));
      }
    }
  }

  private static void awaitSeen(int count) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (SEEN.size() < count) {
      assertThat(System.nanoTime()).as(SEEN.toString()).isLessThan(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static final class CountFn extends DoFn<InputRecord, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void count(@Element InputRecord record) {
      SEEN.merge(record.url(), 1, Integer::sum);
    }
  }

  @Test
  void checksTheTopics() throws Exception {
    broker.createTopic("there", 1);
    KafkaClients.check(broker.bootstrap(), Map.of(), Set.of("there"));
    assertThatThrownBy(
            () -> KafkaClients.check(broker.bootstrap(), Map.of(), Set.of("there", "nowhere")))
        .hasMessage("Kafka at " + broker.bootstrap() + " has no topic nowhere");
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static final class DescribeFn extends DoFn<InputRecord, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void describe(
        @Element InputRecord record, @Timestamp Instant time, OutputReceiver<String> out) {
      out.output(record.id() + " " + time + " " + ((Document) record).text());
    }
  }
}
