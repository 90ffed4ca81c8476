package io.millrace.connectors.kafka;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;

/**
 * Publishes unreadable messages to another topic: unchanged key, value and headers, and further
 * headers with reason and position ({@link MessageHeaders}). Delivery is at least once: a bundle
 * that is processed again publishes again, with the same topic, partition and offset in the
 * headers. A value that is too large for the topic is omitted, and a header states its size.
 */
public final class DeadLetters extends PTransform<PCollection<BadMessage>, PDone> {

  private static final long serialVersionUID = 1L;

  private final KafkaInput input;

  private DeadLetters(KafkaInput input) {
    this.input = input;
  }

  /**
   * @throws IllegalArgumentException when the input has no dead-letter topic
   */
  public static DeadLetters of(KafkaInput input) {
    if (input.deadLetterTopic().isEmpty()) {
      throw new IllegalArgumentException("kafka.dead_letter_topic is missing");
    }
    return new DeadLetters(input);
  }

  @Override
  public PDone expand(PCollection<BadMessage> messages) {
    messages.apply("Publish", ParDo.of(new PublishFn(input)));
    return PDone.in(messages.getPipeline());
  }

  /** The message to publish. */
  static ProducerRecord<byte[], byte[]> letter(String topic, BadMessage message, boolean whole) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topic, message.key().orElse(null), whole ? message.value() : new byte[0]);
    Headers headers = letter.headers();
    message.headers().forEach(header -> headers.add(header.name(), header.value()));
    MessageHeaders.add(headers, MessageHeaders.REASON, message.reason().key());
    MessageHeaders.add(headers, MessageHeaders.DETAIL, message.detail());
    MessageHeaders.add(headers, MessageHeaders.TOPIC, message.topic());
    MessageHeaders.add(headers, MessageHeaders.PARTITION, Integer.toString(message.partition()));
    MessageHeaders.add(headers, MessageHeaders.OFFSET, Long.toString(message.offset()));
    if (!whole) {
      String bytes = Integer.toString(message.value().length);
      MessageHeaders.add(headers, MessageHeaders.OMITTED_BYTES, bytes);
    }
    return letter;
  }

  private static final class PublishFn extends DoFn<BadMessage, Void> {

    private static final long serialVersionUID = 1L;

    private final KafkaInput input;
    private transient Producer<byte[], byte[]> producer;
    private transient AtomicReference<Exception> failure;
    private transient Queue<BadMessage> tooLarge;

    PublishFn(KafkaInput input) {
      this.input = input;
    }

    @Setup
    public void setup() {
      producer =
          KafkaClients.producer(input.bootstrap(), input.security(), input.deadLetterTopic());
      failure = new AtomicReference<>();
      tooLarge = new ConcurrentLinkedQueue<>();
    }

    @ProcessElement
    public void publish(@Element BadMessage message) {
      send(message, true);
    }

    /** Callbacks run in the producer's thread, which must not send. */
    private void send(BadMessage message, boolean whole) {
      producer.send(
          letter(input.deadLetterTopic(), message, whole),
          (written, failed) -> {
            if (failed instanceof RecordTooLargeException && whole) {
              tooLarge.add(message);
            } else if (failed != null) {
              failure.compareAndSet(null, failed);
            }
          });
    }

    @FinishBundle
    public void finish() throws Exception {
      producer.flush();
      for (BadMessage message = tooLarge.poll(); message != null; message = tooLarge.poll()) {
        send(message, false);
      }
      producer.flush();
      Exception failed = failure.getAndSet(null);
      if (failed != null) {
        throw failed;
      }
    }

    @Teardown
    public void teardown() {
      if (producer != null) {
        producer.close();
      }
    }
  }
}
