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
 * Reads a topic. Every message gives one record, readable or not, or is counted as skipped; one
 * that cannot be read is also handed on with where it is. Records have the same ids and fields as
 * those that the readers of files make of them.
 *
 * <p>Each message is read once into the state of the pipeline: offsets are part of its checkpoints.
 * They are also committed to Kafka for the group, for people to look at; nothing is read from
 * there. Partitions are those that were named, else those that the topic has when the pipeline
 * starts for the first time: a pipeline that goes on from a checkpoint keeps to those that are in
 * it.
 *
 * <p>Event time is the record's own timestamp, else that of the message: {@link EventTime}. The
 * watermark is the least of those of the partitions: {@link PartitionClock}.
 */
public final class ReadKafka extends PTransform<PBegin, PCollectionTuple> {

  /** Namespace of the counters {@code records}, {@code skipped} and {@code bad}. */
  public static final String METRICS = "millrace.kafka";

  /** All records, unreadable ones among them. */
  public static final TupleTag<InputRecord> RECORDS = new TupleTag<>("records") {};

  /** Kinds of messages that ask for no verdict, one for each. */
  public static final TupleTag<String> SKIPPED = new TupleTag<>("skipped") {};

  /** Messages that cannot be read; their records are among {@link #RECORDS}. */
  public static final TupleTag<BadMessage> BAD = new TupleTag<>("bad") {};

  private static final long serialVersionUID = 1L;

  /** Keeps KafkaIO to its unbounded source, whose recovery was tried. */
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
   * @throws IllegalArgumentException when brokers, topic or group are not named
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

  /** Ends after so many messages: a bounded read, for tests and trials. */
  public ReadKafka withMaxRecords(long newMaxRecords) {
    if (newMaxRecords < 1) {
      throw new IllegalArgumentException("maxRecords is " + newMaxRecords + ", must be at least 1");
    }
    return new ReadKafka(input, newMaxRecords, topicId, partitions);
  }

  /**
   * Reads some partitions, and of this topic alone: it fails when another was made under its name.
   *
   * @param first of the partitions
   * @param end number behind the last of them
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

  /** Parts records, skipped messages and bad ones. */
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
