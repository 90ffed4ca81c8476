package io.millrace.bench.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * The machine of a race, as reported by Linux.
 *
 * @param processor model name
 * @param processors number of available processors
 * @param memoryGib memory in GiB, rounded
 * @param kernel name and release
 * @param java version of the JVM
 */
public record Machine(
    @JsonProperty("processor") String processor,
    @JsonProperty("processors") int processors,
    @JsonProperty("memory_gib") long memoryGib,
    @JsonProperty("kernel") String kernel,
    @JsonProperty("java") String java) {

  static Machine here() throws IOException {
    String processor = value(Path.of("/proc/cpuinfo"), line -> line.startsWith("model name"));
    String memory = value(Path.of("/proc/meminfo"), line -> line.startsWith("MemTotal"));
    long kibibytes = Long.parseLong(memory.replaceAll("\\D", ""));
    return new Machine(
        processor,
        Runtime.getRuntime().availableProcessors(),
        Math.round(kibibytes / 1048576.0),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  /** Load average of the last minute. */
  static double load() throws IOException {
    String text = Files.readString(Path.of("/proc/loadavg"), StandardCharsets.UTF_8);
    return Double.parseDouble(text.split(" ")[0]);
  }

  private static String value(Path file, Predicate<String> wanted) throws IOException {
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (wanted.test(line)) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "0";
  }
}
