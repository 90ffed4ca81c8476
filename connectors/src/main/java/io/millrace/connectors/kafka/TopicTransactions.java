package io.millrace.connectors.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes to topics in transactions, one after another, each with a note that Kafka keeps if and
 * only if it commits the transaction. So whoever goes on after a failure can ask whether the last
 * one was committed. There is one writer of a name: a new one ends what the one before it left
 * open, and that one can commit nothing any more.
 *
 * <p>The note is the metadata of an offset of a consumer group that has the writer's name, which is
 * the one thing beside messages that a transaction can hold; nobody consumes in that group.
 */
public final class TopicTransactions implements AutoCloseable {

  /** Brokers allow no more unless they are told to. */
  static final int LONGEST_MILLIS = 900_000;

  private static final int ANSWER_SECONDS = 60;

  /** Of the message beside key, value and headers, with room to spare. */
  private static final int OVERHEAD = 512;

  private final KafkaOutput output;
  private final String name;
  private final Producer<byte[], byte[]> producer;
  private final Map<String, Integer> largest = new HashMap<>();

  private TopicTransactions(KafkaOutput output, String name) {
    this.output = output;
    this.name = name;
    int least = Integer.MAX_VALUE;
    for (String topic : output.topics()) {
      int most = KafkaClients.largestMessage(output.bootstrap(), output.security(), topic);
      largest.put(topic, most);
      least = Math.min(least, most);
    }
    this.producer = KafkaClients.transactions(output, name, least);
  }

  /**
   * Takes the place of every earlier writer of this name.
   *
   * @param name of the writer: its transactional id and the group of its notes
   * @throws IOException when the brokers do not answer or do not let it
   */
  public static TopicTransactions open(KafkaOutput output, String name) throws IOException {
    TopicTransactions opened = new TopicTransactions(output, name);
    try {
      opened.producer.initTransactions();
      return opened;
    } catch (KafkaException refused) {
      opened.close();
      throw opened.failed(refused);
    }
  }

  /** Notes of the transactions that were committed last, one for each place where one was put. */
  public TreeSet<String> notes() throws IOException {
    TreeSet<String> notes = new TreeSet<>();
    try (Admin admin = Admin.create(KafkaClients.common(output.bootstrap(), output.security()))) {
      admin
          .listConsumerGroupOffsets(
              Map.of(name, new ListConsumerGroupOffsetsSpec()),
              // of a transaction that is being committed, the end is waited for
              new ListConsumerGroupOffsetsOptions().requireStable(true))
          .partitionsToOffsetAndMetadata(name)
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .values()
          .forEach(offset -> notes.add(offset.metadata()));
      return notes;
    } catch (ExecutionException | TimeoutException | KafkaException refused) {
      throw failed(refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed(interrupted);
    }
  }

  public void begin() {
    producer.beginTransaction();
  }

  /**
   * Adds a message to the transaction. A value that is larger than the topic takes, not compressed,
   * is left out, and a header says its size ({@link MessageHeaders#OMITTED_BYTES}): refused, it
   * would end the transaction.
   */
  public void send(String topic, String key, byte[] value, SortedMap<String, String> headers) {
    byte[] id = utf8(key);
    long size = OVERHEAD + id.length + (long) value.length;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      size += header.getKey().length() + utf8(header.getValue()).length;
    }
    boolean whole = size <= largest.get(topic);
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, id, whole ? value : new byte[0]);
    headers.forEach((header, text) -> message.headers().add(header, utf8(text)));
    if (!whole) {
      message.headers().add(MessageHeaders.OMITTED_BYTES, utf8(Integer.toString(value.length)));
    }
    producer.send(message);
  }

  /**
   * Commits the transaction and its note together.
   *
   * @throws IOException when it was not committed, or it is not known whether it was
   */
  public void commit(String note) throws IOException {
    TopicPartition place = new TopicPartition(output.topics().first(), 0);
    try {
      producer.sendOffsetsToTransaction(
          Map.of(place, new OffsetAndMetadata(0, note)), new ConsumerGroupMetadata(name));
      producer.commitTransaction();
    } catch (KafkaException refused) {
      throw failed(refused);
    }
  }

  private IOException failed(Exception failure) {
    return new IOException(
        "Kafka at "
            + output.bootstrap()
            + " does not take "
            + String.join(", ", List.copyOf(output.topics()))
            + ": "
            + KafkaClients.line(failure),
        failure);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What was begun and not committed was never sent, to those who read what is committed. */
  @Override
  public void close() {
    producer.close(java.time.Duration.ofSeconds(5));
  }
}
