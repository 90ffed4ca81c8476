package io.millrace.connectors.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of the source. It moves to the start of reading when partitions are assigned; the
 * source then moves to the offsets of its checkpoint, if it has one. Offsets that the group has
 * committed are not used, because without a checkpoint the state that belongs to them is lost.
 *
 * <p>Offsets are valid only in the topic in which they were read. The source drops messages below
 * its offsets, so it would silently lose messages of a topic that was recreated. This consumer
 * fails instead and says why.
 */
final class TopicConsumer extends KafkaConsumer<byte[], byte[]> {

  private static final Logger LOG = LoggerFactory.getLogger(TopicConsumer.class);

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final KafkaInput input;
  private final String topicId;
  private long checked;

  /**
   * @param topicId id of the topic when the stream began; "" accepts any
   */
  TopicConsumer(Map<String, Object> properties, KafkaInput input, String topicId) {
    super(properties);
    this.input = input;
    this.topicId = topicId;
  }

  @Override
  public void assign(Collection<TopicPartition> partitions) {
    try {
      checkTopic();
    } catch (IOException silent) {
      throw new KafkaException(silent.getMessage(), silent);
    }
    super.assign(partitions);
    switch (input.start()) {
      case EARLIEST -> seekToBeginning(partitions);
      case LATEST -> seekToEnd(partitions);
      case TIMESTAMP -> seekToTime(partitions);
    }
  }

  private void seekToTime(Collection<TopicPartition> partitions) {
    long millis = EventTime.start(input.startTimestamp());
    Map<TopicPartition, Long> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, millis));
    Map<TopicPartition, OffsetAndTimestamp> found = offsetsForTimes(wanted);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp offset = found.get(partition);
      if (offset == null) {
        seekToEnd(Set.of(partition));
      } else {
        seek(partition, offset.offset());
      }
    }
  }

  private void checkTopic() throws IOException {
    checked = System.nanoTime();
    if (!topicId.isEmpty() && !KafkaTopic.of(input).isSame(topicId)) {
      throw new KafkaException(madeAnew("topic " + input.topic()));
    }
  }

  private static String madeAnew(String what) {
    return what
        + " was deleted and recreated, or truncated, so the stored offsets are not valid;"
        + " use another output";
  }

  /** Called by the source. */
  @Deprecated
  @Override
  public ConsumerRecords<byte[], byte[]> poll(long timeoutMillis) {
    return poll(Duration.ofMillis(timeoutMillis));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    if (System.nanoTime() - checked > CHECK_NANOS) {
      try {
        checkTopic();
      } catch (IOException silent) {
        LOG.warn("{}", silent.getMessage());
      }
    }
    try {
      return super.poll(timeout);
    } catch (OffsetOutOfRangeException outside) {
      outside.offsetOutOfRangePartitions().forEach(this::goOn);
      return ConsumerRecords.empty();
    }
  }

  /** Continues after messages that were deleted before they were read. */
  private void goOn(TopicPartition partition, long position) {
    long begin = beginningOffsets(Set.of(partition)).get(partition);
    if (position > begin) {
      throw new KafkaException(
          madeAnew(partition + ", of which " + position + " offsets were read,"));
    }
    LOG.warn(
        "{}: messages {} to {} were deleted before they were read; going on with the next",
        partition,
        position,
        begin - 1);
    seek(partition, begin);
  }
}
