package io.millrace.connectors.kafka;

import io.millrace.corpus.InputRecord;
import io.millrace.corpus.UnreadableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic. Every message gives one record, readable or not, or is counted as skipped. An
 * unreadable message is also emitted with its position. Records have the same ids and fields as
 * records from files.
 *
 * <p>Each message enters the state of the pipeline once, because offsets are part of its
 * checkpoints. Offsets are also committed to Kafka for the group, for monitoring only. The
 * partitions are the given ones, else those of the topic when the pipeline first starts: a pipeline
 * that continues from a checkpoint keeps the partitions in it.
 *
 * <p>Event time is the record's own timestamp, else that of the message: {@link EventTime}. The
 * watermark is the minimum over the partitions: {@link PartitionClock}.
 */
public final class ReadKafka extends PTransform<PBegin, PCollectionTuple> {

  /** Namespace of the counters {@code records}, {@code skipped} and {@code bad}. */
  public static final String METRICS = "millrace.kafka";

  /** All records, including unreadable ones. */
  public static final TupleTag<InputRecord> RECORDS = new TupleTag<>("records") {};

  /** The kind of each message without a verdict. */
  public static final TupleTag<String> SKIPPED = new TupleTag<>("skipped") {};

  /** Unreadable messages; their records are also in {@link #RECORDS}. */
  public static final TupleTag<BadMessage> BAD = new TupleTag<>("bad") {};

  private static final long serialVersionUID = 1L;

  /** Makes KafkaIO use its unbounded source, whose recovery is tested. */
  private static final String UNBOUNDED_SOURCE = "use_deprecated_read";

  private final KafkaInput input;
  private final long maxRecords;
  private final String topicId;
  private final List<TopicPartition> partitions;

  private ReadKafka(
      KafkaInput input, long maxRecords, String topicId, List<TopicPartition> partitions) {
    this.input = input;
    this.maxRecords = maxRecords;
    this.topicId = topicId;
    this.partitions = partitions;
  }

  /**
   * @throws IllegalArgumentException when brokers, topic or group are missing
   */
  public static ReadKafka of(KafkaInput input) {
    checkNamed("bootstrap", input.bootstrap());
    checkNamed("topic", input.topic());
    checkNamed("group", input.group());
    return new ReadKafka(input, Long.MAX_VALUE, "", List.of());
  }

  private static void checkNamed(String setting, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("kafka." + setting + " is missing");
    }
  }

  /** Ends after a number of messages: a bounded read for tests and trials. */
  public ReadKafka withMaxRecords(long newMaxRecords) {
    if (newMaxRecords < 1) {
      throw new IllegalArgumentException("maxRecords is " + newMaxRecords + ", must be at least 1");
    }
    return new ReadKafka(input, newMaxRecords, topicId, partitions);
  }

  /**
   * Reads some partitions of the topic with this id; fails when the topic was recreated under its
   * name.
   *
   * @param first first partition
   * @param end one past the last partition
   */
  public ReadKafka withPartitions(String newTopicId, int first, int end) {
    List<TopicPartition> some =
        IntStream.range(first, end)
            .mapToObj(each -> new TopicPartition(input.topic(), each))
            .toList();
    return new ReadKafka(input, maxRecords, newTopicId, some);
  }

  @Override
  public PCollectionTuple expand(PBegin begin) {
    ExperimentalOptions.addExperiment(
        begin.getPipeline().getOptions().as(ExperimentalOptions.class), UNBOUNDED_SOURCE);
    KafkaIO.Read<byte[], KafkaMessage> read =
        KafkaIO.<byte[], KafkaMessage>read()
            .withBootstrapServers(input.bootstrap())
            .withKeyDeserializerAndCoder(
                ByteArrayDeserializer.class, NullableCoder.of(ByteArrayCoder.of()))
            .withValueDeserializer(new MessageDecoding(input))
            .withConsumerConfigUpdates(KafkaClients.consumer(input))
            .withConsumerFactoryFn(KafkaClients.consumers(input, topicId))
            .withTimestampPolicyFactory(EventTimePolicy.factory(input))
            .commitOffsetsInFinalize();
    read =
        partitions.isEmpty() ? read.withTopic(input.topic()) : read.withTopicPartitions(partitions);
    if (maxRecords < Long.MAX_VALUE) {
      read = read.withMaxNumRecords(maxRecords);
    }
    PCollectionTuple out =
        begin
            .apply("Poll", read)
            .apply(
                "Sort",
                ParDo.of(new SortFn()).withOutputTags(RECORDS, TupleTagList.of(SKIPPED).and(BAD)));
    out.get(RECORDS).setCoder(InputRecordCoder.of());
    out.get(SKIPPED).setCoder(StringUtf8Coder.of());
    out.get(BAD).setCoder(BadMessageCoder.of());
    return out;
  }

  /** Separates records, skipped messages and bad messages. */
  private static final class SortFn extends DoFn<KafkaRecord<byte[], KafkaMessage>, InputRecord> {

    private static final long serialVersionUID = 1L;

    private final Counter records = Metrics.counter(METRICS, "records");
    private final Counter skipped = Metrics.counter(METRICS, "skipped");
    private final Counter bad = Metrics.counter(METRICS, "bad");

    @ProcessElement
    public void sort(@Element KafkaRecord<byte[], KafkaMessage> message, MultiOutputReceiver out) {
      KafkaMessage value = message.getKV().getValue();
      Optional<InputRecord> record = value.record();
      if (record.isEmpty()) {
        skipped.inc();
        out.get(SKIPPED).output(value.skipped());
        return;
      }
      records.inc();
      out.get(RECORDS).output(record.get());
      if (record.get() instanceof UnreadableRecord unreadable) {
        bad.inc();
        out.get(BAD).output(bad(message, unreadable));
      }
    }

    private static BadMessage bad(
        KafkaRecord<byte[], KafkaMessage> message, UnreadableRecord unreadable) {
      List<BadMessage.Field> headers = new ArrayList<>();
      for (Header header : message.getHeaders()) {
        byte[] value = header.value();
        headers.add(new BadMessage.Field(header.key(), value == null ? new byte[0] : value));
      }
      return new BadMessage(
          message.getTopic(),
          message.getPartition(),
          message.getOffset(),
          unreadable.failure(),
          unreadable.detail(),
          unreadable.id(),
          Optional.ofNullable(message.getKV().getKey()),
          message.getKV().getValue().value(),
          headers);
    }
  }
}
