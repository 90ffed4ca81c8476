package io.millrace.bench.attack;

import io.millrace.connectors.process.ListeningSockets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Ports of a run: they must listen on loopback only, and not answer HTTP. */
final class Listening extends Scenario {

  Listening() {
    super("listening", true);
  }

  private static String answer(InetSocketAddress address, String question) {
    try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
      socket.setSoTimeout(3_000);
      socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(15), StandardCharsets.ISO_8859_1);
    } catch (IOException closed) {
      return "";
    }
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    arena.write("texts.jsonl", Made.lines(0, 20_000));
    Set<InetSocketAddress> seen = new HashSet<>();
    Set<String> answers = new HashSet<>();
    Ran ran;
    try (Arena.Running run =
        arena.start(
            Map.of(),
            arena.runArguments(
                "listening",
                "inputs: [jsonl: 'DIR/texts.jsonl']\nstages: [dedup-exact, dedup-minhash]\n"))) {
      while (!run.process().waitFor(50, TimeUnit.MILLISECONDS)) {
        for (InetSocketAddress each : ListeningSockets.of(run.process().pid())) {
          if (seen.add(each)) {
            answers.add(answer(each, "GET /jobs/overview HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
            answers.add(answer(each, "PATCH /jobs/x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
          }
        }
        if (System.nanoTime() - run.begin() > Duration.ofSeconds(240).toNanos()) {
          break;
        }
      }
      ran = run.end(Duration.ofSeconds(1));
    }
    boolean loopback = seen.stream().allMatch(each -> each.getAddress().isLoopbackAddress());
    score.check(
        kind(), "ports of a run", ran.exit() == 0 && !seen.isEmpty() && loopback, seen.toString());
    boolean silent = answers.stream().noneMatch(answer -> answer.startsWith("HTTP/"));
    score.check(kind(), "REST of the engine of a run", silent, answers.toString());
  }
}
