package io.millrace.bench.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Time of an extractor for a collection on one core; in the file {@code NAME.speed.json} beside the
 * predictions {@code NAME.jsonl}.
 *
 * @param version version of the extractor
 * @param htmlBytes bytes of the pages as sent by their servers
 * @param cpuSeconds processor time of all threads of the process
 * @param wallSeconds wall clock time
 * @param failed pages on which the extractor failed
 */
public record Speed(
    @JsonProperty("version") String version,
    @JsonProperty("pages") int pages,
    @JsonProperty("html_bytes") long htmlBytes,
    @JsonProperty("cpu_seconds") double cpuSeconds,
    @JsonProperty("wall_seconds") double wallSeconds,
    @JsonProperty("failed") int failed) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREDICTIONS = ".jsonl";

  /** Name of the extractor, from the file name of its predictions. */
  static String nameOf(Path predictions) {
    String name = predictions.getFileName().toString();
    int end = name.indexOf(PREDICTIONS);
    return end > 0 ? name.substring(0, end) : name;
  }

  private static Path beside(Path predictions) {
    return predictions.resolveSibling(nameOf(predictions) + ".speed.json");
  }

  static Optional<Speed> readBeside(Path predictions) throws IOException {
    Path file = beside(predictions);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(Files.readAllBytes(file), Speed.class))
        : Optional.empty();
  }

  void writeBeside(Path predictions) throws IOException {
    String line = JSON.writeValueAsString(this) + "\n";
    Files.writeString(beside(predictions), line, StandardCharsets.UTF_8);
  }

  /** 10⁶ bytes of HTML per second of processor time. */
  double megabytesPerSecond() {
    return htmlBytes / 1e6 / cpuSeconds;
  }

  /** The same by wall clock. */
  double megabytesPerWallSecond() {
    return htmlBytes / 1e6 / wallSeconds;
  }

  /** Milliseconds of processor time per page. */
  double millisecondsPerPage() {
    return cpuSeconds * 1e3 / pages;
  }
}
