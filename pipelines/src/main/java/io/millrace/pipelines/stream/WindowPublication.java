package io.millrace.pipelines.stream;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.connectors.kafka.KafkaOutput;
import io.millrace.connectors.kafka.MessageHeaders;
import io.millrace.connectors.kafka.TopicTransactions;
import io.millrace.connectors.read.MessageKind;
import io.millrace.corpus.DocumentJson;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.output.WorkFolder;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.verdict.VerdictJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes committed windows to topics, each in one Kafka transaction with the window's name as a
 * note. An empty file in the work folder says that a window was published. After a failure between
 * the transaction and the file, the note tells that the window was published. This suffices, since
 * the next transaction begins only when the file is written.
 */
final class WindowPublication implements Closeable {

  /** Folder of the empty files, in the work folder. */
  static final String NAME_OF_FOLDER = "published";

  private static final String FOLDER = Shards.WORK + '/' + NAME_OF_FOLDER + '/';

  private static final Logger LOG = LoggerFactory.getLogger(WindowPublication.class);

  private static final String STREAM = "stream.json";

  private static final SecureRandom NAMES = new SecureRandom();

  private static final int NAME_BYTES = 16;

  /**
   * Unique name of the stream: neither an output of the same name on another machine nor a stream
   * that begins again may share its transactions.
   */
  record Stream(String name) {}

  private final MillPlan plan;
  private final KafkaOutput topics;
  private final WindowTimes windows;
  private final TopicTransactions transactions;
  private final Set<String> noted;

  private WindowPublication(MillPlan plan, TopicTransactions transactions, Set<String> noted) {
    this.plan = plan;
    this.topics = plan.recipe().output().kafka();
    this.windows = plan.windows();
    this.transactions = transactions;
    this.noted = noted;
  }

  /** Becomes the only writer of this stream; an earlier writer can commit no more. */
  static WindowPublication open(MillPlan plan) throws IOException {
    TopicTransactions transactions =
        TopicTransactions.open(plan.recipe().output().kafka(), stream(plan.output()).name());
    try {
      return new WindowPublication(plan, transactions, transactions.notes());
    } catch (IOException | RuntimeException failure) {
      transactions.close();
      throw failure;
    }
  }

  private static Stream stream(String output) throws IOException {
    ResourceId file = file(output, STREAM);
    Optional<Stream> known = WorkFolder.Files.read(file, Stream.class);
    if (known.isPresent()) {
      return known.get();
    }
    byte[] random = new byte[NAME_BYTES];
    NAMES.nextBytes(random);
    String name = "millrace-" + HexFormat.of().formatHex(random);
    DurableFiles.replace(file, ("{\"name\":\"" + name + "\"}\n").getBytes(StandardCharsets.UTF_8));
    return new Stream(name);
  }

  private static ResourceId file(String output, String name) {
    return BeamFiles.file(WindowTimes.below(output, FOLDER + name));
  }

  /**
   * Publishes a committed window, unless it was published.
   *
   * @param start of the window
   */
  void publish(long start) throws IOException {
    String window = windows.name(start);
    ResourceId done = file(plan.output(), window);
    if (BeamFiles.exists(done)) {
      return;
    }
    if (!noted.contains(window)) {
      transactions.begin();
      send(FinishedOutput.open(windows.output(plan.output(), start)), window);
      transactions.commit(window);
      LOG.info("published to {}", topics.topics());
    }
    DurableFiles.replace(done, new byte[0]);
  }

  private void send(FinishedOutput output, String window) throws IOException {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put(MessageHeaders.WINDOW, window);
    if (!topics.verdictsTopic().isEmpty()) {
      output.forEachVerdict(
          row ->
              transactions.send(
                  topics.verdictsTopic(), row.id(), VerdictJson.toBytes(row), headers));
    }
    if (!topics.documentsTopic().isEmpty()) {
      headers.put(MessageHeaders.KIND, MessageKind.DOCUMENT.key());
      output.forEachDocument(
          output.manifest().shards().stream().map(ShardInfo::path).toList(),
          document ->
              transactions.send(
                  topics.documentsTopic(), document.id(), DocumentJson.toBytes(document), headers));
    }
  }

  @Override
  public void close() {
    transactions.close();
  }
}
