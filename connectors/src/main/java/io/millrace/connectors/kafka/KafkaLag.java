package io.millrace.connectors.kafka;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Computes how far a service is behind its topic, from the offsets of its group. */
public final class KafkaLag {

  private static final int LIMIT_MILLIS = 10_000;

  private KafkaLag() {}

  /**
   * Number of messages after the last checkpoint by partition; all messages of the brokers when the
   * group has no offset. Transaction markers count as messages.
   *
   * @throws IOException when the brokers do not answer within ten seconds
   */
  public static SortedMap<Integer, Long> of(KafkaInput input) throws IOException {
    Map<String, Object> properties = KafkaClients.common(input.bootstrap(), input.security());
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS / 2);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
    try (Admin admin = Admin.create(properties)) {
      return lag(admin, input);
    } catch (ExecutionException | TimeoutException | KafkaException silent) {
      throw new IOException("the lag of " + input.topic() + " is not known", silent);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking for the lag", interrupted);
    }
  }

  private static SortedMap<Integer, Long> lag(Admin admin, KafkaInput input)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> last =
        admin
            .describeTopics(java.util.List.of(input.topic()))
            .allTopicNames()
            .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
            .get(input.topic())
            .partitions()
            .stream()
            .collect(
                Collectors.toMap(
                    each -> new TopicPartition(input.topic(), each.partition()),
                    each -> OffsetSpec.latest()));
    Map<TopicPartition, OffsetSpec> first =
        last.keySet().stream()
            .collect(Collectors.toMap(each -> each, each -> OffsetSpec.earliest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        admin.listOffsets(last).all().get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    Map<TopicPartition, ListOffsetsResultInfo> begins =
        admin.listOffsets(first).all().get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    Map<TopicPartition, OffsetAndMetadata> read =
        admin
            .listConsumerGroupOffsets(input.group())
            .partitionsToOffsetAndMetadata()
            .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    SortedMap<Integer, Long> lag = new TreeMap<>();
    ends.forEach(
        (partition, end) -> {
          OffsetAndMetadata offset = read.get(partition);
          long from = begins.get(partition).offset();
          long next = offset == null ? from : Math.max(from, offset.offset());
          lag.put(partition.partition(), Math.max(0, end.offset() - next));
        });
    return lag;
  }
}
