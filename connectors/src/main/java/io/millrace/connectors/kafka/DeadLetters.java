package io.millrace.connectors.kafka;

import java.nio.charset.StandardCharsets;
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
 * Publishes messages that cannot be read to another topic: key, value and headers as they were, and
 * headers that say why and where ({@link MessageHeaders}). At least once: a bundle that is worked
 * on again after a failure publishes again, with the same topic, partition and offset in the
 * headers. A value that the topic does not take for its size is left out, and its size stated.
 */
public final class DeadLetters extends PTransform<PCollection<BadMessage>, PDone> {

  private static final long serialVersionUID = 1L;

  private final KafkaInput input;

  private DeadLetters(KafkaInput input) {
    this.input = input;
  }

  /**
   * @throws IllegalArgumentException when the input names no dead-letter topic
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

  /** The message as it is published. */
  static ProducerRecord<byte[], byte[]> letter(String topic, BadMessage message, boolean whole) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topic, message.key().orElse(null), whole ? message.value() : new byte[0]);
    Headers headers = letter.headers();
    message.headers().forEach(header -> headers.add(header.name(), header.value()));
    headers.add(MessageHeaders.REASON, utf8(message.reason().key()));
    headers.add(MessageHeaders.DETAIL, utf8(message.detail()));
    headers.add(MessageHeaders.TOPIC, utf8(message.topic()));
    headers.add(MessageHeaders.PARTITION, utf8(Integer.toString(message.partition())));
    headers.add(MessageHeaders.OFFSET, utf8(Long.toString(message.offset())));
    if (!whole) {
      String bytes = Integer.toString(message.value().length);
      headers.add(MessageHeaders.OMITTED_BYTES, utf8(bytes));
    }
    return letter;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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

    /** A producer's own thread, which calls back, must not send. */
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
