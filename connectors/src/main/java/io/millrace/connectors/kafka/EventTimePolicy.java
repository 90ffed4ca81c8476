package io.millrace.connectors.kafka;

import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/** Event times and the watermark of one partition: {@link EventTime}, {@link PartitionClock}. */
final class EventTimePolicy extends TimestampPolicy<byte[], KafkaMessage> {

  private final PartitionClock clock;

  private EventTimePolicy(PartitionClock clock) {
    this.clock = clock;
  }

  static TimestampPolicyFactory<byte[], KafkaMessage> factory(KafkaInput input) {
    long outOfOrder = 1000 * input.outOfOrderSeconds();
    long idle = 1000 * input.idleSeconds();
    long maxAhead = 1000 * input.maxAheadSeconds();
    return (TopicPartition partition, Optional<Instant> previous) ->
        new EventTimePolicy(
            new PartitionClock(
                outOfOrder,
                idle,
                maxAhead,
                previous.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE).getMillis(),
                System.currentTimeMillis()));
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<byte[], KafkaMessage> record) {
    long messageMillis = record.getTimestamp();
    KafkaMessage message = record.getKV().getValue();
    if (message.record().isEmpty()) {
      // it gives no record, so it does not move the partition's time
      return Instant.ofEpochMilli(Math.max(0, messageMillis));
    }
    long millis = EventTime.millis(message.record().get(), messageMillis);
    clock.record(millis, System.currentTimeMillis());
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    long reached =
        clock.reached(context.getMessageBacklog(), context.getBacklogCheckTime().getMillis());
    return Instant.ofEpochMilli(reached);
  }
}
