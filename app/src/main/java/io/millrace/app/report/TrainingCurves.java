package io.millrace.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.Version;
import io.millrace.trainer.evaluate.HeldOutMeasure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The curves of a training for its page.
 *
 * @param name name of the run's folder
 * @param parameters numbers of the model
 * @param steps steps made
 * @param planned steps of the whole run
 * @param tokens tokens read
 * @param seconds total time of the steps
 * @param mishaps steps that went wrong, named as in {@code metrics.jsonl}
 * @param heldOut measurements on held-out documents, in order
 */
public record TrainingCurves(
    String millraceVersion,
    String name,
    long parameters,
    long steps,
    long planned,
    long tokens,
    double seconds,
    List<Mishap> mishaps,
    List<Chart> charts,
    List<HeldOutPoint> heldOut) {

  /** Most points of a line; each is a mean over several steps, so the page stays small. */
  private static final int POINTS = 300;

  private static final Pattern EXPERT = Pattern.compile("(.+)\\.load\\.([0-9]+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A step that went wrong. */
  public record Mishap(long step, String what) {}

  /**
   * A chart.
   *
   * @param kind {@code loss}, {@code speed}, {@code load}, ...
   * @param of name of a router or counter; else ""
   * @param lines at least one
   */
  public record Chart(String kind, String of, List<Line> lines) {}

  /**
   * A line of a chart.
   *
   * @param points [step, value], in the order of steps
   */
  public record Line(String name, List<double[]> points) {}

  /**
   * A measurement on held-out documents.
   *
   * @param trainingLoss mean over the steps since the previous measurement
   * @param loss nats per token
   */
  public record HeldOutPoint(
      long step, long tokens, double trainingLoss, double loss, double bitsPerByte) {}

  /**
   * Reads the logs of a run.
   *
   * @param planned steps of the whole run
   */
  public static TrainingCurves read(Path run, long parameters, long planned) throws IOException {
    Reading reading = new Reading(Math.max(1, (lines(run) + POINTS - 1) / POINTS));
    try (BufferedReader metrics = open(run, "metrics.jsonl");
        BufferedReader timing = open(run, "timing.jsonl")) {
      for (String line = metrics.readLine(); line != null; line = metrics.readLine()) {
        reading.step(JSON.readTree(line));
      }
      for (String line = timing.readLine(); line != null; line = timing.readLine()) {
        reading.time(JSON.readTree(line));
      }
    }
    return reading.curves(run.toAbsolutePath().getFileName().toString(), parameters, planned);
  }

  /** A self-contained page. */
  public byte[] html() {
    return InlinePage.html(
        "training.html",
        name,
        List.of("report.css", "curves.css", "training.css"),
        List.of("tables.js", "curves.js", "training.js"),
        this);
  }

  private static BufferedReader open(Path run, String name) throws IOException {
    return Files.newBufferedReader(run.resolve(name), StandardCharsets.UTF_8);
  }

  private static long lines(Path run) throws IOException {
    try (BufferedReader metrics = open(run, "metrics.jsonl")) {
      return metrics.lines().count();
    }
  }

  /** Collects a line; values that are not finite are left out. */
  private static final class Mean {
    private final List<double[]> points = new ArrayList<>();
    private final long stretch;
    private double sum;
    private long count;
    private long of = -1;

    Mean(long stretch) {
      this.stretch = stretch;
    }

    void add(long step, JsonNode value) {
      long place = (step - 1) / stretch;
      if (place != of) {
        end();
        of = place;
      }
      if (value.isNumber()) {
        sum += value.doubleValue();
        count++;
      }
    }

    private void end() {
      if (count > 0) {
        points.add(new double[] {of * stretch + (stretch + 1) / 2.0, sum / count});
      }
      sum = 0;
      count = 0;
    }

    Line line(String name) {
      end();
      return new Line(name, points);
    }
  }

  /** Collects the data of the logs. */
  private static final class Reading {
    private static final List<String> FIXED = List.of("loss", "learning_rate", "gradient_norm");

    private final long stretch;
    private final Map<String, Mean> means = new TreeMap<>();
    private final Mean speed;
    private final List<HeldOutPoint> heldOut = new ArrayList<>();
    private final List<Mishap> mishaps = new ArrayList<>();
    private long steps;
    private long tokens;
    private double allSeconds;
    private double lossSince;
    private long lossesSince;

    Reading(long stretch) {
      this.stretch = stretch;
      this.speed = new Mean(stretch);
    }

    void step(JsonNode line) {
      steps = line.path("step").longValue();
      tokens = line.path("tokens").longValue();
      if (line.path("loss").isNumber()) {
        lossSince += line.path("loss").doubleValue();
        lossesSince++;
      }
      if (line.has("mishap")) {
        mishaps.add(new Mishap(steps, line.path("mishap").textValue()));
      }
      if (line.path(HeldOutMeasure.LOSS).isNumber()) {
        heldOut.add(
            new HeldOutPoint(
                steps,
                tokens,
                lossSince / Math.max(1, lossesSince),
                line.path(HeldOutMeasure.LOSS).doubleValue(),
                line.path(HeldOutMeasure.BITS).doubleValue()));
        lossSince = 0;
        lossesSince = 0;
      }
      for (Iterator<String> names = line.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (FIXED.contains(name) || name.contains(".") && !name.startsWith("held_out.")) {
          means.computeIfAbsent(name, none -> new Mean(stretch)).add(steps, line.path(name));
        }
      }
    }

    void time(JsonNode line) {
      allSeconds += line.path("seconds").doubleValue();
      speed.add(line.path("step").longValue(), line.path("tokens_per_second"));
    }

    TrainingCurves curves(String name, long parameters, long planned) {
      List<Chart> charts = new ArrayList<>();
      List<Line> losses = new ArrayList<>();
      losses.add(line("loss", "training"));
      if (!heldOut.isEmpty()) {
        losses.add(measured("held out", point -> point.loss()));
      }
      charts.add(new Chart("loss", "", losses));
      if (!heldOut.isEmpty()) {
        charts.add(
            new Chart("perplexity", "", List.of(measured("held out", p -> Math.exp(p.loss())))));
        charts.add(new Chart("bits", "", List.of(measured("held out", p -> p.bitsPerByte()))));
      }
      charts.add(new Chart("rate", "", List.of(line("learning_rate", "learning rate"))));
      charts.add(new Chart("norm", "", List.of(line("gradient_norm", "gradient norm"))));
      charts.add(new Chart("speed", "", List.of(speed.line("tokens/s"))));
      layers(charts);
      charts.removeIf(chart -> chart.lines().stream().allMatch(one -> one.points().isEmpty()));
      return new TrainingCurves(
          Version.TEXT,
          name,
          parameters,
          steps,
          planned,
          tokens,
          allSeconds,
          mishaps,
          charts,
          heldOut);
    }

    /** Adds charts of the layers' counters: the load of each router's experts, and the others. */
    private void layers(List<Chart> charts) {
      SortedMap<String, SortedMap<Integer, Line>> loads = new TreeMap<>();
      List<Line> dropped = new ArrayList<>();
      List<Line> others = new ArrayList<>();
      for (Map.Entry<String, Mean> entry : means.entrySet()) {
        String name = entry.getKey();
        Matcher expert = EXPERT.matcher(name);
        if (expert.matches()) {
          int number = Integer.parseInt(expert.group(2));
          loads
              .computeIfAbsent(expert.group(1), none -> new TreeMap<>())
              .put(number, entry.getValue().line("expert " + number));
        } else if (name.endsWith(".dropped")) {
          dropped.add(
              entry.getValue().line(name.substring(0, name.length() - ".dropped".length())));
        } else if (!FIXED.contains(name)) {
          others.add(entry.getValue().line(name));
        }
      }
      loads.forEach(
          (router, experts) ->
              charts.add(new Chart("load", router, List.copyOf(experts.values()))));
      charts.add(new Chart("dropped", "", dropped));
      others.forEach(line -> charts.add(new Chart("counter", line.name(), List.of(line))));
    }

    private Line line(String key, String name) {
      return means.getOrDefault(key, new Mean(stretch)).line(name);
    }

    private Line measured(String name, ToDoubleFunction<HeldOutPoint> value) {
      List<double[]> points = new ArrayList<>();
      for (HeldOutPoint point : heldOut) {
        points.add(new double[] {point.step(), value.applyAsDouble(point)});
      }
      return new Line(name, points);
    }
  }
}
