package io.millrace.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
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
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (requests.readLine() != null) {
      long wall = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      Map<String, Object> facts = new TreeMap<>(pass.run());
      facts.putIfAbsent("cpu", (system.getProcessCpuTime() - cpu) / 1e9);
      facts.putIfAbsent("wall", (System.nanoTime() - wall) / 1e9);
      out.println(json.writeValueAsString(facts));
    }
  }
}
