package io.millrace.connectors.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * A topic as described by the brokers.
 *
 * @param id id from the creation of the topic; a topic that is recreated under the same name has
 *     another id. "" with brokers before Kafka 2.8
 */
public record KafkaTopic(String name, String id, int partitions) {

  private static final int ANSWER_MILLIS = 10_000;

  /**
   * Queries the brokers.
   *
   * @throws IOException with one line for people when they do not answer, or have no such topic
   */
  public static KafkaTopic of(KafkaInput input) throws IOException {
    Map<String, Object> properties = KafkaClients.common(input.bootstrap(), input.security());
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    String asked = "topic " + input.topic() + " of Kafka at " + input.bootstrap() + ": ";
    try (Admin admin = Admin.create(properties)) {
      TopicDescription found =
          admin
              .describeTopics(List.of(input.topic()))
              .allTopicNames()
              .get(2L * ANSWER_MILLIS, TimeUnit.MILLISECONDS)
              .get(input.topic());
      String id = found.topicId().equals(Uuid.ZERO_UUID) ? "" : found.topicId().toString();
      return new KafkaTopic(input.topic(), id, found.partitions().size());
    } catch (ExecutionException | TimeoutException | KafkaException failed) {
      throw new IOException(asked + KafkaClients.line(failed), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(asked + "interrupted", interrupted);
    }
  }

  /** Whether an id is that of this topic, and not of one that was recreated under its name. */
  public boolean isSame(String otherId) {
    return id.isEmpty() || otherId.isEmpty() || id.equals(otherId);
  }
}
