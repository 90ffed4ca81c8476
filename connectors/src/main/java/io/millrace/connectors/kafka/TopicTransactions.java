package io.millrace.connectors.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
 * Writes to topics in consecutive transactions. Each has a note that Kafka keeps if and only if the
 * transaction is committed, so that a restarted writer can find out whether the last transaction
 * was committed. Each name has one writer: a new writer aborts the open transaction of the earlier
 * one, which cannot commit any more.
 *
 * <p>The note is the metadata of an offset of a consumer group with the writer's name, the only
 * thing besides messages that a transaction can contain. The group has no consumers.
 */
public final class TopicTransactions implements AutoCloseable {

  /** Default maximum of brokers. */
  static final int LONGEST_MILLIS = 900_000;

  private static final int ANSWER_SECONDS = 60;

  /** Bytes of a message besides key, value and headers, with a margin. */
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
   * Replaces all earlier writers of this name.
   *
   * @param name name of the writer: its transactional id and the group of its notes
   * @throws IOException when the brokers do not answer or refuse it
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

  /** Notes of the last committed transactions, one for each partition that holds one. */
  public TreeSet<String> notes() throws IOException {
    TreeSet<String> notes = new TreeSet<>();
    try (Admin admin = Admin.create(KafkaClients.common(output.bootstrap(), output.security()))) {
      admin
          .listConsumerGroupOffsets(
              Map.of(name, new ListConsumerGroupOffsetsSpec()),
              // wait for the end of a transaction that is being committed
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
   * Adds a message to the transaction. A value whose uncompressed size is too large for the topic
   * is omitted, and a header states its size ({@link MessageHeaders#OMITTED_BYTES}), because a
   * rejected message would abort the transaction.
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
   * @throws IOException when it was not committed, or the result is unknown
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
    String topics = String.join(", ", output.topics());
    return new IOException(
        "Kafka at "
            + output.bootstrap()
            + " does not take "
            + topics
            + ": "
            + KafkaClients.line(failure),
        failure);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Readers of committed messages never see an uncommitted transaction. */
  @Override
  public void close() {
    producer.close(java.time.Duration.ofSeconds(5));
  }
}
