package io.millrace.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.bench.compare.Measurement.Side;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * A process that runs a pass for every input line and answers with a line of JSON: {@code {"cpu":
 * seconds, "wall": seconds, "amount": number, ...}}. Its other output lines are ignored. It lives
 * as long as the race, so that both sides are warm.
 */
final class Contestant implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Side side;
  private final String command;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;

  Contestant(Side side, String command) throws IOException {
    this.side = side;
    this.command = command;
    process =
        new ProcessBuilder("bash", "-c", command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    requests = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * @param pair number of the pair, 0 for warm-up
   * @throws IOException if the process ended or its answer is not valid
   */
  Measurement pass(int pair) throws IOException {
    requests.write("pass\n");
    requests.flush();
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith("{")) {
        return read(line, pair);
      }
    }
    throw new IOException(side + " ended without an answer: " + command);
  }

  private Measurement read(String line, int pair) throws IOException {
    @SuppressWarnings("unchecked")
    TreeMap<String, Object> facts = JSON.readValue(line, TreeMap.class);
    return new Measurement(
        side,
        pair,
        number(facts, "cpu", line),
        number(facts, "wall", line),
        number(facts, "amount", line),
        facts);
  }

  private static double number(TreeMap<String, Object> facts, String name, String line)
      throws IOException {
    if (!(facts.remove(name) instanceof Number number) || !(number.doubleValue() > 0)) {
      throw new IOException("no " + name + " above 0 in " + line);
    }
    return number.doubleValue();
  }

  /** Closes the input, so that the process ends by itself. */
  @Override
  public void close() throws IOException {
    requests.close();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
