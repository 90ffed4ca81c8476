package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.cli.ExitCode;
import io.millrace.connectors.broker.KafkaBroker;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

/** {@code millrace ingest} against a real broker. */
class IngestIT {

  @TempDir static Path folder;

  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  private static Cli ingest(String topic, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("ingest", "--bootstrap", broker.bootstrap(), "--topic", topic));
    arguments.addAll(List.of(more));
    return Cli.run(arguments);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  private static Path lines(String name, int count) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("{\"text\":\"Satz ").append(i).append("\",\"url\":\"https://a.org/");
      lines.append(i).append("\"}\n");
    }
    return Files.writeString(folder.resolve(name), lines);
  }

  @Test
  void pagesOfAWarcHaveTheirUrlsAsKeys() throws Exception {
    broker.createTopic("pages", 2);
    Path file = folder.resolve("pages.warc.gz");
    try (WarcWriter writer =
        new WarcWriter(
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            WarcCompression.GZIP)) {
      for (int i = 0; i < 5; i++) {
        byte[] body = ("<p>Seite " + i).getBytes(StandardCharsets.UTF_8);
        HttpResponse http =
            new HttpResponse.Builder(200, "OK").body(MediaType.HTML_UTF8, body).build();
        writer.write(
            new WarcResponse.Builder(URI.create("https://a.org/" + i))
                .date(Instant.parse("2024-03-01T12:00:00Z"))
                .body(http)
                .build());
      }
    }
    Cli ran = ingest("pages", file.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    List<ConsumerRecord<byte[], byte[]>> messages = broker.messages("pages");
    assertThat(messages).hasSize(5);
    assertThat(messages)
        .allSatisfy(
            each -> {
              assertThat(text(each.key())).startsWith("https://a.org/");
              assertThat(text(each.value())).startsWith("WARC/1.1\r\n").contains("<p>Seite ");
              assertThat(header(each, "millrace-kind")).isEqualTo("warc");
            });
  }

  @Test
  void shuffledAndRepeatedLinesAreComplete() throws Exception {
    broker.createTopic("lines", 3);
    Path file = lines("lines.jsonl", 200);
    Cli ran = ingest("lines", "--shuffle", "7", "--repeat", "0.5", file.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    List<ConsumerRecord<byte[], byte[]>> messages = broker.messages("lines");
    assertThat(messages.size()).isGreaterThan(250);
    assertThat(ran.out()).startsWith(messages.size() + " messages, ").contains(" to lines in ");
    Set<String> keys = new TreeSet<>();
    messages.forEach(each -> keys.add(text(each.key())));
    assertThat(keys).hasSize(200);
    assertThat(messages)
        .allSatisfy(each -> assertThat(header(each, "millrace-kind")).isEqualTo("document"));
    Map<String, Long> partitions =
        messages.stream()
            .collect(
                Collectors.groupingBy(
                    each -> text(each.key()),
                    Collectors.collectingAndThen(
                        Collectors.mapping(ConsumerRecord::partition, Collectors.toSet()),
                        set -> (long) set.size())));
    assertThat(partitions.values()).containsOnly(1L);
  }

  @Test
  void rateIsLimited() throws Exception {
    broker.createTopic("slow", 1);
    Path file = lines("slow.jsonl", 21);
    long begin = System.nanoTime();
    assertThat(ingest("slow", "--rate", "20", file.toString()).code()).isZero();
    assertThat(System.nanoTime() - begin).isGreaterThan(1_000_000_000L);
    assertThat(broker.messages("slow")).hasSize(21);
  }

  @Test
  void messagesTooLargeForTheTopicChangeTheExitStatus() throws Exception {
    broker.createTopic("narrow", 1, Map.of("max.message.bytes", "1000"));
    Path file = folder.resolve("wide.jsonl");
    String noise =
        new Random(3)
            .ints(9000, 97, 123)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    Files.writeString(file, "{\"text\":\"" + noise + "\"}\n{\"text\":\"kurz\"}\n");
    Cli ran = ingest("narrow", file.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.out()).contains("; not sent 1");
    assertThat(broker.messages("narrow")).hasSize(1);
  }

  @Test
  void errorsNameAnUnknownTopicAndASilentBroker() throws Exception {
    Path file = lines("none.jsonl", 1);
    Cli unknown = ingest("nowhere", file.toString());
    assertThat(unknown.code()).isEqualTo(ExitCode.OUTSIDE_FAILED);
    assertThat(unknown.err()).contains("has no topic nowhere");
  }
}
