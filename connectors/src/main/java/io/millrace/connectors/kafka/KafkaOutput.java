package io.millrace.connectors.kafka;

import io.millrace.api.Setting;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings of the topics to which a stream publishes committed windows.
 *
 * @param security properties of Kafka's clients; secrets are references that {@link KafkaClients}
 *     resolves where the client is created
 */
public record KafkaOutput(
    @Setting("Bootstrap brokers: HOST:PORT, separated by commas.") String bootstrap,
    @Setting("Topic for the documents of committed windows, as in the shards; empty for none.")
        String documentsTopic,
    @Setting("Topic for the verdicts of committed windows; empty for none.") String verdictsTopic,
    @Setting(KafkaSettings.SECURITY) SortedMap<String, String> security)
    implements Serializable {

  public KafkaOutput {
    security = Collections.unmodifiableSortedMap(new TreeMap<>(security));
    KafkaSettings.checkSecurity(security);
    KafkaSettings.checkTopic("documents_topic", documentsTopic);
    KafkaSettings.checkTopic("verdicts_topic", verdictsTopic);
    boolean any = !documentsTopic.isEmpty() || !verdictsTopic.isEmpty();
    if (any && bootstrap.isBlank()) {
      throw new IllegalArgumentException("bootstrap is missing; give 'bootstrap'");
    }
    if (!any && (!bootstrap.isBlank() || !security.isEmpty())) {
      throw new IllegalArgumentException(
          "no topic is named; give 'documents_topic' or 'verdicts_topic'");
    }
    if (any && documentsTopic.equals(verdictsTopic)) {
      throw new IllegalArgumentException("documents_topic and verdicts_topic are the same topic");
    }
  }

  public static KafkaOutput defaults() {
    return new KafkaOutput("", "", "", new TreeMap<>());
  }

  public boolean isOn() {
    return !topics().isEmpty();
  }

  public TreeSet<String> topics() {
    TreeSet<String> topics = new TreeSet<>();
    for (String topic : new String[] {documentsTopic, verdictsTopic}) {
      if (!topic.isEmpty()) {
        topics.add(topic);
      }
    }
    return topics;
  }
}
