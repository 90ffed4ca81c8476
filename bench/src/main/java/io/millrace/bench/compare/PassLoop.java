package io.millrace.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.bench.Clock;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The process of a {@link Contestant} in Java. Processor time is that of the process, including
 * compiler and garbage collector.
 */
final class PassLoop {

  @FunctionalInterface
  interface Pass {
    /**
     * Runs a pass over the whole input. Returns the values of the answer: {@code amount}, and
     * {@code cpu} and {@code wall} if only a part of the pass counts.
     */
    Map<String, Object> run() throws Exception;
  }

  private PassLoop() {}

  /** Runs a pass for every line of standard input, until its end. */
  static void serve(Pass pass) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ObjectMapper json = new ObjectMapper();
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (requests.readLine() != null) {
      Clock clock = Clock.start();
      Map<String, Object> facts = new TreeMap<>(pass.run());
      Clock.Time time = clock.lap();
      facts.putIfAbsent("cpu", time.cpu());
      facts.putIfAbsent("wall", time.wall());
      out.println(json.writeValueAsString(facts));
    }
  }
}
