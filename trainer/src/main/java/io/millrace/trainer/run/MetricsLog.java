package io.millrace.trainer.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Writes the metrics of a run: {@code metrics.jsonl} with numbers that depend on the seed only
 * (equal runs have equal bytes), {@code timing.jsonl} with times, and {@code metrics.prom} with the
 * latest of both in Prometheus's text format, for the textfile collector.
 */
final class MetricsLog implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Steps between rewrites of metrics.prom. */
  private static final int PROMETHEUS_EVERY = 10;

  private final Path directory;
  private final FileChannel metrics;
  private final FileChannel timing;

  /** Opens the files and truncates them to the lengths of a checkpoint. */
  MetricsLog(Path directory, long metricsBytes, long timingBytes) throws IOException {
    this.directory = directory;
    this.metrics = open(directory.resolve("metrics.jsonl"), metricsBytes);
    this.timing = open(directory.resolve("timing.jsonl"), timingBytes);
  }

  private static FileChannel open(Path file, long bytes) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(bytes);
    channel.position(channel.size());
    return channel;
  }

  void write(StepReport report, RunCounts counts) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("step", report.step());
    put(line, "loss", report.loss());
    line.put("learning_rate", report.learningRate());
    put(line, "gradient_norm", report.gradientNorm());
    line.put("tokens", report.tokens());
    if (!report.mishap().isEmpty()) {
      line.put("mishap", report.mishap());
    }
    report.counters().forEach((name, value) -> put(line, name, value));
    append(metrics, line);
    ObjectNode times = JSON.createObjectNode();
    times.put("step", report.step());
    times.put("seconds", report.seconds());
    times.put("tokens_per_second", report.tokensPerSecond());
    append(timing, times);
    if (report.step() % PROMETHEUS_EVERY == 0 || report.step() == report.steps()) {
      prometheus(report, counts);
    }
  }

  /** Writes null for numbers that are not finite, which JSON does not have. */
  private static void put(ObjectNode line, String name, double value) {
    if (Double.isFinite(value)) {
      line.put(name, value);
    } else {
      line.putNull(name);
    }
  }

  private static void append(FileChannel channel, ObjectNode line) throws IOException {
    byte[] json = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.wrap(json);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void prometheus(StepReport report, RunCounts counts) throws IOException {
    StringBuilder text = new StringBuilder();
    gauge(text, "step", "Steps made.", report.step());
    gauge(text, "steps", "Steps of the whole run.", report.steps());
    gauge(text, "loss_nats", "Mean loss of the last step.", report.loss());
    gauge(text, "learning_rate", "Learning rate of the last step.", report.learningRate());
    gauge(text, "gradient_norm", "Gradient norm of the last step.", report.gradientNorm());
    gauge(text, "tokens_per_second", "Speed of the last step.", report.tokensPerSecond());
    counter(text, "tokens_total", "Tokens read.", report.tokens());
    counter(text, "skipped_steps_total", "Steps skipped.", counts.skipped());
    counter(text, "roll_backs_total", "Returns to a checkpoint.", counts.rolledBack());
    counter(text, "loss_spikes_total", "Losses that jumped.", counts.spikes());
    Path temporary = directory.resolve("metrics.prom.tmp");
    Files.writeString(temporary, text, StandardCharsets.UTF_8);
    Files.move(
        temporary,
        directory.resolve("metrics.prom"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void gauge(StringBuilder text, String name, String help, double value) {
    entry(text, name, help, "gauge", Double.isNaN(value) ? "NaN" : Double.toString(value));
  }

  private static void counter(StringBuilder text, String name, String help, long value) {
    entry(text, name, help, "counter", Long.toString(value));
  }

  private static void entry(
      StringBuilder text, String name, String help, String type, String value) {
    text.append(
        String.format(
            Locale.ROOT,
            "# HELP millrace_training_%1$s %2$s\n# TYPE millrace_training_%1$s %3$s\n"
                + "millrace_training_%1$s %4$s\n",
            name,
            help,
            type,
            value.replace("Infinity", "Inf")));
  }

  long metricsBytes() throws IOException {
    return metrics.position();
  }

  long timingBytes() throws IOException {
    return timing.position();
  }

  /** Forces both logs to disk, so that the lengths in a checkpoint are valid. */
  void force() throws IOException {
    metrics.force(false);
    timing.force(false);
  }

  @Override
  public void close() throws IOException {
    try (timing) {
      metrics.close();
    }
  }
}
