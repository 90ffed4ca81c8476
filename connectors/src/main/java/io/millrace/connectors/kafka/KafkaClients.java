package io.millrace.connectors.kafka;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Creates Kafka clients. Kafka's configuration providers ({@code env}, {@code file}, {@code dir})
 * resolve references to secrets in the process that creates the client, so that secrets are in no
 * pipeline, checkpoint or log.
 */
public final class KafkaClients {

  private static final int FETCH_BYTES = 16 << 20;
  private static final int PARTITION_FETCH_BYTES = 1 << 20;
  private static final int POLL_RECORDS = 500;
  private static final int CHECK_MILLIS = 10_000;
  private static final int BATCH_BYTES = 16 << 10;

  /** Buffer of a producer, and so its largest message. */
  private static final int BUFFER_BYTES = 64 << 20;

  /** Default of brokers for the largest message. */
  private static final int USUAL_MESSAGE_BYTES = 1_048_588;

  private KafkaClients() {}

  /** Properties of all clients, with references instead of secrets. */
  static SortedMap<String, Object> common(String bootstrap, Map<String, String> security) {
    SortedMap<String, Object> properties = new TreeMap<>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put("config.providers", "env,file,dir");
    properties.put("config.providers.env.class", EnvVarConfigProvider.class.getName());
    properties.put("config.providers.file.class", FileConfigProvider.class.getName());
    properties.put("config.providers.dir.class", DirectoryConfigProvider.class.getName());
    properties.putAll(security);
    return properties;
  }

  /** Properties of the source's consumers, with small buffers for prefetched messages. */
  static SortedMap<String, Object> consumer(KafkaInput input) {
    SortedMap<String, Object> properties = common(input.bootstrap(), input.security());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, input.group());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // messages of aborted transactions do not count
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // TopicConsumer handles offsets that do not exist
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return properties;
  }

  /**
   * A producer for one topic that writes each message once and in order, even after retries, with
   * acknowledgement of all replicas. Batches are limited to the topic's largest message, because
   * the producer splits a rejected batch and does not wait for the parts.
   */
  static Producer<byte[], byte[]> producer(
      String bootstrap, Map<String, String> security, String topic) {
    Map<String, Object> properties =
        producer(bootstrap, security, largestMessage(bootstrap, security, topic));
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * A producer like {@link #producer} that writes in transactions.
   *
   * @param id transactional id; a new producer replaces the earlier one with the same id
   * @param largest bytes of the largest message that all topics accept
   */
  static Producer<byte[], byte[]> transactions(KafkaOutput output, String id, int largest) {
    Map<String, Object> properties = producer(output.bootstrap(), output.security(), largest);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TopicTransactions.LONGEST_MILLIS);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> producer(
      String bootstrap, Map<String, String> security, int batchBytes) {
    Map<String, Object> properties = common(bootstrap, security);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Math.min(BATCH_BYTES, batchBytes));
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, BUFFER_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);
    return properties;
  }

  /**
   * Checks that the brokers answer and have the topics.
   *
   * @throws IOException with one line for people when they do not
   */
  public static void check(String bootstrap, Map<String, String> security, Set<String> topics)
      throws IOException {
    Map<String, Object> properties = common(bootstrap, security);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, CHECK_MILLIS);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, CHECK_MILLIS);
    try (Admin admin = Admin.create(properties)) {
      Set<String> missing = new TreeSet<>(topics);
      missing.removeAll(admin.listTopics().names().get(2L * CHECK_MILLIS, TimeUnit.MILLISECONDS));
      if (!missing.isEmpty()) {
        throw new IOException(
            "Kafka at " + bootstrap + " has no topic " + String.join(", ", missing));
      }
    } catch (ExecutionException | TimeoutException silent) {
      throw new IOException("no Kafka answers at " + bootstrap + ": " + line(silent), silent);
    } catch (KafkaException refused) {
      throw new IOException("Kafka at " + bootstrap + ": " + line(refused), refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking Kafka at " + bootstrap, interrupted);
    }
  }

  /** The largest message of a topic in bytes; the default of brokers when they do not tell. */
  static int largestMessage(String bootstrap, Map<String, String> security, String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(common(bootstrap, security))) {
      Config config =
          admin
              .describeConfigs(Set.of(resource))
              .all()
              .get(CHECK_MILLIS, TimeUnit.MILLISECONDS)
              .get(resource);
      int told = Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
      return Math.min(told, BUFFER_BYTES);
    } catch (ExecutionException | TimeoutException | KafkaException untold) {
      return USUAL_MESSAGE_BYTES; // a writer may lack the right to read the topic's settings
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return USUAL_MESSAGE_BYTES;
    }
  }

  static String line(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
  }

  /**
   * Creates consumers that start where the input says, independent of offsets that the group
   * committed.
   *
   * @param topicId id of the topic when the stream began; "" accepts any
   */
  static SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> consumers(
      KafkaInput input, String topicId) {
    return properties -> new TopicConsumer(properties, input, topicId);
  }
}
