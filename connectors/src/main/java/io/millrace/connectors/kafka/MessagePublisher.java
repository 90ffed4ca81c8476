package io.millrace.connectors.kafka;

import io.millrace.connectors.read.files.FileMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Publishes messages to a topic, in order within a partition and each once, even after retries. The
 * key is the record's URL, so that all copies of a page go to one partition, or the record's id if
 * it has no URL.
 */
public final class MessagePublisher implements AutoCloseable {

  private final String bootstrap;
  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong tooLarge = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @throws IOException when the brokers do not answer or have no such topic
   */
  public MessagePublisher(String bootstrap, Map<String, String> security, String topic)
      throws IOException {
    KafkaClients.check(bootstrap, security, Set.of(topic));
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.producer = KafkaClients.producer(bootstrap, security, topic);
  }

  /**
   * Sends a message; waits while the producer's buffer is full.
   *
   * @throws IOException when an earlier message could not be written
   */
  public void send(FileMessages.Message message) throws IOException {
    throwFailure();
    String url = message.record().url();
    String key = url.isEmpty() ? message.record().id() : url;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), message.value());
    MessageHeaders.add(record.headers(), MessageHeaders.KIND, message.kind().key());
    message
        .statedInput()
        .ifPresent(in -> MessageHeaders.add(record.headers(), MessageHeaders.INPUT, in.key()));
    try {
      producer.send(record, (metadata, failed) -> end(failed));
    } catch (KafkaException failed) {
      failure.compareAndSet(null, failed);
      throwFailure();
    }
  }

  private void end(Exception failed) {
    if (failed == null) {
      written.incrementAndGet();
    } else if (failed instanceof RecordTooLargeException) {
      tooLarge.incrementAndGet();
    } else {
      failure.compareAndSet(null, failed);
    }
  }

  private void throwFailure() throws IOException {
    Exception failed = failure.get();
    if (failed != null) {
      String form = "Kafka at %s does not take messages for %s: %s";
      throw new IOException(
          String.format(Locale.ROOT, form, bootstrap, topic, failed.getMessage()), failed);
    }
  }

  /** Number of acknowledged messages. */
  public long written() {
    return written.get();
  }

  /** Number of messages that are too large for the topic. */
  public long tooLarge() {
    return tooLarge.get();
  }

  /** Waits until every message is written or has failed. */
  public void flush() throws IOException {
    producer.flush();
    throwFailure();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
