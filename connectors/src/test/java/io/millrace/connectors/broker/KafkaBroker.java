package io.millrace.connectors.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker (KRaft) in its own process, which a test can kill and restart. */
public final class KafkaBroker implements AutoCloseable {

  private static final long LIMIT_SECONDS = 90;

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private final Map<String, String> settings;
  private Process process;

  private KafkaBroker(Path folder, int port, int controllerPort, Map<String, String> settings) {
    this.folder = folder;
    this.port = port;
    this.controllerPort = controllerPort;
    this.settings = settings;
  }

  /** Starts a broker with a data folder and waits until it answers. */
  public static KafkaBroker start(Path folder) throws Exception {
    return start(folder, Map.of());
  }

  /**
   * @param settings properties of the broker, which override the defaults
   */
  public static KafkaBroker start(Path folder, Map<String, String> settings) throws Exception {
    KafkaBroker broker = new KafkaBroker(folder, freePort(), freePort(), settings);
    broker.restart();
    return broker;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Restarts the broker on its data after {@link #kill}. */
  public void restart() throws Exception {
    Files.createDirectories(folder);
    Path properties = folder.resolve("server.properties");
    Path data = folder.resolve("data");
    List<String> lines = new ArrayList<>();
    properties(data).forEach((name, value) -> lines.add(name + "=" + value));
    Files.write(properties, lines, StandardCharsets.ISO_8859_1);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                properties.toString(),
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    await();
  }

  private Map<String, String> properties(Path data) {
    Map<String, String> all = new HashMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", "1");
    all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    all.put(
        "listeners", "PLAINTEXT://" + bootstrap() + ",CONTROLLER://127.0.0.1:" + controllerPort);
    all.put("advertised.listeners", "PLAINTEXT://" + bootstrap());
    all.put("controller.listener.names", "CONTROLLER");
    all.put("inter.broker.listener.name", "PLAINTEXT");
    all.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    all.put("log.dirs", data.toString());
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", "1");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "1");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("auto.create.topics.enable", "false");
    all.put("log.cleaner.dedupe.buffer.size", "4194304");
    all.putAll(settings);
    return all;
  }

  private void await() throws Exception {
    try (Admin admin = admin()) {
      admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException silent) {
      throw new AssertionError(
          "the broker does not answer\n"
              + Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1),
          silent);
    }
  }

  /** An admin client. */
  public Admin admin() {
    return Admin.create(
        Map.of(
            "bootstrap.servers",
            bootstrap(),
            "request.timeout.ms",
            (int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS),
            "default.api.timeout.ms",
            (int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS)));
  }

  public void createTopic(String name, int partitions) throws Exception {
    createTopic(name, partitions, Map.of());
  }

  public void createTopic(String name, int partitions, Map<String, String> topicSettings)
      throws Exception {
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of((short) 1));
      admin
          .createTopics(List.of(topic.configs(topicSettings)))
          .all()
          .get(LIMIT_SECONDS, TimeUnit.SECONDS);
      awaitTopic(admin, name);
    }
  }

  /** Waits until the broker knows a topic that the controller has created. */
  private static void awaitTopic(Admin admin, String name) throws Exception {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      try {
        admin.describeTopics(List.of(name)).allTopicNames().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException unknown) {
        if (System.nanoTime() > limit) {
          throw unknown;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  /** A producer that waits for its messages to be written. */
  public Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap(), "acks", "all"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** All current messages of a topic, partition by partition. */
  public List<ConsumerRecord<byte[], byte[]>> messages(String topic) throws Exception {
    return messages(topic, "read_uncommitted");
  }

  /** The same without those of aborted transactions; no transaction may be open. */
  public List<ConsumerRecord<byte[], byte[]>> committedMessages(String topic) throws Exception {
    return messages(topic, "read_committed");
  }

  private List<ConsumerRecord<byte[], byte[]>> messages(String topic, String isolation)
      throws Exception {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    Map<TopicPartition, Long> ends = ends(topic);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                isolation),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        consumer.assign(List.of(end.getKey()));
        consumer.seekToBeginning(List.of(end.getKey()));
        while (consumer.position(end.getKey()) < end.getValue()) {
          consumer.poll(java.time.Duration.ofSeconds(1)).forEach(found::add);
        }
      }
    }
    return found;
  }

  /** End offset of every partition of a topic. */
  public Map<TopicPartition, Long> ends(String topic) throws Exception {
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get(LIMIT_SECONDS, TimeUnit.SECONDS)
          .get(topic)
          .partitions()
          .forEach(
              each -> wanted.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
      admin
          .listOffsets(wanted)
          .all()
          .get(LIMIT_SECONDS, TimeUnit.SECONDS)
          .forEach((partition, result) -> ends.put(partition, result.offset()));
    }
    return ends;
  }

  /** Kills the broker with SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
