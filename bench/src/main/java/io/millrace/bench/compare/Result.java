package io.millrace.bench.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.millrace.bench.compare.Measurement.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Result of a row with every pass, as in {@code bench/compare/results}.
 *
 * @param target the row
 * @param ours our version
 * @param theirs name and version of the peer
 * @param size size of the input
 * @param date end of the race, ISO 8601, UTC
 * @param machine machine of the race
 * @param loadBefore load average of a minute before the race
 * @param loadAfter load average of a minute after the race
 * @param check result of the check
 * @param passes passes of both sides, in order
 */
public record Result(
    @JsonProperty("target") Target target,
    @JsonProperty("ours") String ours,
    @JsonProperty("theirs") String theirs,
    @JsonProperty("size") String size,
    @JsonProperty("date") String date,
    @JsonProperty("machine") Machine machine,
    @JsonProperty("load_before") double loadBefore,
    @JsonProperty("load_after") double loadAfter,
    @JsonProperty("check") Check check,
    @JsonProperty("passes") List<Measurement> passes) {

  /**
   * @param equal whether the outputs are equal within the bounds of the check
   * @param what what was compared, with numbers
   */
  public record Check(@JsonProperty("equal") boolean equal, @JsonProperty("what") String what) {}

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** All results in a folder, sorted by file name. */
  public static List<Result> readAll(Path folder) throws IOException {
    List<Result> results = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        results.add(JSON.readValue(Files.readAllBytes(file), Result.class));
      }
    }
    return results;
  }

  /** Writes {@code ROW.json}, with one line for each pass. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    String json = JSON.writeValueAsString(this).replace("{\"side\"", "\n{\"side\"");
    Files.writeString(folder.resolve(target.row() + ".json"), json + "\n", StandardCharsets.UTF_8);
  }

  @JsonIgnore
  Statistics ratio() {
    List<Measurement> our = counted(Side.OURS);
    List<Measurement> their = counted(Side.THEIRS);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < our.size(); i++) {
      ratios.add(target.ratio(our.get(i), their.isEmpty() ? our.get(i) : their.get(i)));
    }
    return Statistics.of(ratios);
  }

  /** Median and range of a side's figures. */
  Statistics figures(Side side) {
    return Statistics.of(counted(side).stream().map(target::figure).toList());
  }

  @JsonIgnore
  boolean hasTheirs() {
    return !counted(Side.THEIRS).isEmpty();
  }

  /** Passes of a side without warm-up. */
  List<Measurement> counted(Side side) {
    return passes.stream().filter(pass -> pass.pair() > 0 && pass.side() == side).toList();
  }

  @JsonIgnore
  boolean isMet() {
    return target.isMet(ratio().median());
  }

  /** One line: name, ours, theirs, ratio, spread, target, met or short. */
  public String line() {
    Statistics ratio = ratio();
    return String.format(
        Locale.ROOT,
        "%-26s ours %s  theirs %s  ratio %.2f  spread %.2f..%.2f  target %s  %s  %s",
        target.row(),
        figure(Side.OURS),
        hasTheirs() ? figure(Side.THEIRS) : "-",
        ratio.median(),
        ratio.least(),
        ratio.most(),
        target.bound(),
        isMet() ? "met" : "short",
        (check.equal() ? "equal: " : "OUTPUTS DIFFER: ") + check.what());
  }

  /** Median figure of a side with its unit. */
  String figure(Side side) {
    double median = figures(side).median();
    return String.format(Locale.ROOT, median < 10 ? "%.2f %s" : "%.1f %s", median, target.unit());
  }
}
