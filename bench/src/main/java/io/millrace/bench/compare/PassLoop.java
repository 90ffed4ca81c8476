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
 * The other end of a {@link Contestant} in this language. Processor time is the process's, so that
 * the compiler and the collector are in it.
 */
final class PassLoop {

  /** One pass over the whole input. */
  @FunctionalInterface
  interface Pass {
    /**
     * Returns what it says of the pass, {@code amount} among it; {@code cpu} and {@code wall} when
     * only a part counts.
     */
    Map<String, Object> run() throws Exception;
  }

  private PassLoop() {}

  /** Does a pass for every line of the standard input, until it ends. */
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
