package io.millrace.bench.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row of {@code bench/compare/targets.tsv}: what is compared, and the target.
 *
 * @param row name of the row
 * @param race race whose script measures it
 * @param clock the time that counts
 * @param unit unit of the figures: {@code MB/s}, {@code images/s}, {@code steps/s}, or {@code s}
 * @param direction what the value bounds
 * @param value the bound
 * @param what description of the comparison
 */
public record Target(
    @JsonProperty("row") String row,
    @JsonProperty("race") String race,
    @JsonProperty("clock") Measurement.Clock clock,
    @JsonProperty("unit") String unit,
    @JsonProperty("direction") Direction direction,
    @JsonProperty("value") double value,
    @JsonProperty("what") String what) {

  /** What a target bounds. */
  public enum Direction {
    /** Our speed divided by the peer's. */
    AT_LEAST,
    /** Our time divided by the peer's. */
    AT_MOST,
    /** Our seconds, without a peer. */
    UNDER
  }

  private static final int COLUMNS = 7;

  /**
   * Reads the file; lines that start with # are comments.
   *
   * @throws IOException if the file cannot be read, or a line is not valid
   */
  public static List<Target> read(Path file) throws IOException {
    List<Target> targets = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t");
      if (cells.length != COLUMNS) {
        throw new IOException(
            file + ": " + cells.length + " columns, not " + COLUMNS + ": " + line);
      }
      try {
        targets.add(
            new Target(
                cells[0],
                cells[1],
                Measurement.Clock.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                cells[3],
                Direction.valueOf(cells[4].toUpperCase(Locale.ROOT).replace('-', '_')),
                Double.parseDouble(cells[5]),
                cells[6]));
      } catch (IllegalArgumentException bad) {
        throw new IOException(file + ": " + bad.getMessage() + ": " + line, bad);
      }
    }
    return targets;
  }

  static Target find(List<Target> targets, String row) {
    return targets.stream()
        .filter(target -> target.row().equals(row))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row " + row + " among the targets"));
  }

  boolean isMet(double ratio) {
    return direction == Direction.AT_LEAST ? ratio >= value : ratio <= value;
  }

  /** The ratio of a pair, which the target bounds. */
  double ratio(Measurement ours, Measurement theirs) {
    return switch (direction) {
      case AT_LEAST -> theirs.pace(clock) / ours.pace(clock);
      case AT_MOST -> ours.pace(clock) / theirs.pace(clock);
      case UNDER -> ours.seconds(clock);
    };
  }

  /** The figure of a pass, in the unit of the row. */
  double figure(Measurement pass) {
    double seconds = pass.seconds(clock);
    return switch (unit) {
      case "s" -> seconds;
      case "MB/s" -> pass.amount() / 1e6 / seconds;
      default -> pass.amount() / seconds;
    };
  }

  /** The target as text, such as {@code >= 2}. */
  String bound() {
    String number =
        value == Math.rint(value)
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.valueOf(value);
    return switch (direction) {
      case AT_LEAST -> ">= " + number;
      case AT_MOST -> "<= " + number;
      case UNDER -> "< " + number + " s";
    };
  }
}
