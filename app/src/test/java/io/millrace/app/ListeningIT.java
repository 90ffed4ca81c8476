package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.broker.KafkaBroker;
import io.millrace.connectors.process.ListeningSockets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands listen on the loopback address only, and the engine's REST server refuses others. */
class ListeningIT {

  private static final String STAGES =
      "stages: [dedup-url, dedup-exact, dedup-minhash]\noutput: {shards: 2}\n";

  /** Exit status after SIGTERM. */
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  private final Set<InetSocketAddress> seen = new HashSet<>();
  private final Set<InetSocketAddress> refused = new HashSet<>();

  private boolean look(ChildJvm child) throws IOException {
    look(child.pid());
    for (ProcessHandle each : children(child)) {
      look(each.pid());
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    return false;
  }

  private void look(long pid) throws IOException {
    for (InetSocketAddress each : ListeningSockets.of(pid)) {
      seen.add(each);
      if (!refused.contains(each) && silent(each.getPort())) {
        refused.add(each);
      }
    }
  }

  private static List<ProcessHandle> children(ChildJvm child) {
    return ProcessHandle.of(child.pid()).map(it -> it.descendants().toList()).orElse(List.of());
  }

  /** Whether a server closes the connection without an answer to an HTTP request. */
  private static boolean silent(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(5_000);
      String question = "GET /jobs/overview HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return !new String(in.readNBytes(5), StandardCharsets.ISO_8859_1).equals("HTTP/");
    } catch (IOException closed) {
      return true;
    }
  }

  private ChildJvm start(String... arguments) throws IOException {
    seen.clear();
    refused.clear();
    return ChildJvm.start(folder.resolve("log"), Map.of(), List.of(arguments));
  }

  private void assertLoopback(ChildJvm child) throws IOException {
    assertThat(seen).as(child.said()).allMatch(each -> each.getAddress().isLoopbackAddress());
  }

  private Path texts(int count) throws IOException {
    return Files.write(
        folder.resolve("in.jsonl"), MadeText.lines(count, 3), StandardCharsets.UTF_8);
  }

  @Test
  void parsesAddressesOfTheKernel() throws IOException {
    assertThat(ListeningSockets.address("0100007F:1F90"))
        .isEqualTo(new InetSocketAddress("127.0.0.1", 8080));
    assertThat(ListeningSockets.address("0000000000000000FFFF00000100007F:0016"))
        .isEqualTo(new InetSocketAddress("127.0.0.1", 22));
    assertThat(ListeningSockets.address("00000000000000000000000000000000:0016").getAddress())
        .matches(address -> address.isAnyLocalAddress());
    try (ServerSocket everywhere = new ServerSocket(0)) {
      assertThat(ListeningSockets.of(ProcessHandle.current().pid()))
          .anyMatch(
              each ->
                  each.getPort() == everywhere.getLocalPort()
                      && !each.getAddress().isLoopbackAddress());
    }
  }

  @Test
  void runListensOnLoopback() throws Exception {
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"), "inputs: [jsonl: '" + texts(2_000) + "']\n" + STAGES);
    try (ChildJvm child = start("run", recipe.toString(), "--output", folder + "/out")) {
      int code = child.terminateAt(() -> look(child));
      assertThat(code).as(child.said()).isZero();
      assertThat(seen).as("ports of the engine were seen").hasSizeGreaterThanOrEqualTo(2);
      assertLoopback(child);
      assertThat(refused).as("nobody else is answered").containsExactlyInAnyOrderElementsOf(seen);
    }
  }

  @Test
  void serviceListensOnLoopback() throws Exception {
    Path texts = texts(40);
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
      broker.createTopic("texts", 1);
      String input = "inputs: [kafka: {bootstrap: '" + broker.bootstrap() + "', topic: texts}]\n";
      Path recipe =
          Files.writeString(folder.resolve("r.yaml"), input + "windows: {size: 7d}\n" + STAGES);
      Cli.done("ingest", "--bootstrap", broker.bootstrap(), "--topic", "texts", texts.toString());
      try (ChildJvm child =
          start(
              "serve",
              recipe.toString(),
              "--output",
              folder + "/stream",
              "--checkpoint-interval",
              "1s",
              "--status",
              "0")) {
        int code = child.terminateAt(() -> !look(child) && hasCheckpoint(child));
        assertThat(code).as(child.said()).isEqualTo(TERMINATED);
        assertThat(child.said()).as("its own question is answered").contains("savepoint-");
        assertLoopback(child);
        assertThat(seen).hasSizeGreaterThanOrEqualTo(3);
        assertThat(refused).as("all but the status").hasSize(seen.size() - 1);
      }
    }
  }

  private static boolean hasCheckpoint(ChildJvm child) throws IOException {
    String before = "status at http://127.0.0.1:";
    String said = child.said();
    int at = said.indexOf(before);
    if (at < 0) {
      return false;
    }
    String port = said.substring(at + before.length(), said.indexOf('/', at + before.length()));
    try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(port))) {
      String question = "GET /metrics HTTP/1.0\r\n\r\n";
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .contains("millrace_last_checkpoint_bytes ");
    }
  }

  @Test
  void trainingDoesNotListen() throws Exception {
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            "inputs: [jsonl: '" + texts(60) + "']\nstages: []\ntolerance: .1\n");
    String shards = folder + "/shards";
    String tokenizer = folder + "/tokenizer.json";
    Cli.done("run", recipe.toString(), "--output", shards, "--runner", "direct");
    Cli.done("tokenizer", "train", shards, "--vocabulary", "400", "--output", tokenizer);
    Path config =
        Files.writeString(
            folder.resolve("train.yaml"),
            """
            shards: 'SHARDS'
            tokenizer: 'TOKENIZER'
            data: {sequence_length: 16, batch: 2, epochs: 0, held_out: .1}
            model: {width: 16, layers: 1, heads: 1, hidden: 16}
            training: {steps: 12, schedule: {learning_rate: .01, warm_up: 2, cool_down: 4}}
            held_out: {every: 12, kilobytes: 2}
            """
                .replace("SHARDS", shards)
                .replace("TOKENIZER", tokenizer));
    try (ChildJvm child = start("train", config.toString(), "--output", folder + "/model")) {
      int code = child.terminateAt(() -> look(child));
      assertThat(code).as(child.said()).isZero();
      assertThat(seen).as("training listens nowhere").isEmpty();
    }
  }
}
