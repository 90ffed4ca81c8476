package io.millrace.app.run;

import io.millrace.app.cli.Rates;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.flow.Sampling;
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.shards.layout.Manifest;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints the summary of a run at its end. */
final class Endings {

  private static final int LANGUAGES = 8;

  private Endings() {}

  static void print(RunResult result, Manifest manifest, String output, PrintWriter out) {
    Manifest.Counts totals = manifest.totals();
    out.println();
    for (Manifest.Stage stage : manifest.stages()) {
      StringBuilder line = new StringBuilder("  ");
      line.append(stage.stage()).append(" ".repeat(Math.max(1, 20 - stage.stage().length())));
      line.append(pad(Rates.number(stage.in(), 0), 12)).append(" in");
      if (stage.dropped() > 0) {
        line.append(pad(Rates.number(stage.dropped(), 0), 10)).append(" dropped");
      }
      if (stage.failed() > 0) {
        line.append(pad(Rates.number(stage.failed(), 0), 10)).append(" failed");
      }
      out.println(line);
    }
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "%s records = %s kept + %s dropped + %s failed; %s written in %d languages",
            Rates.number(totals.input(), 0),
            Rates.number(totals.kept(), 0),
            Rates.number(totals.dropped(), 0),
            Rates.number(totals.failed(), 0),
            Rates.number(totals.written(), 0),
            languages(manifest).size()));
    sample(manifest).ifPresent(sample -> out.println("a run over " + sample));
    if (totals.kept() > 0) {
      out.println("most: " + String.join(", ", largest(manifest)));
    }
    out.println(
        String.format(
            Locale.ROOT,
            "%s s, %s of input, %s",
            Rates.number(result.seconds(), 1),
            Rates.of(result.inputBytes(), "B"),
            Rates.of(result.inputBytes() / result.seconds(), "B/s")));
    for (String line : Rephrasings.lines(manifest.rephrase())) {
      out.println(line);
    }
    out.println("report: " + output + "/report.html");
    out.flush();
  }

  /** Describes the sample of the input that a run took; empty when it took all. */
  static Optional<String> sample(Manifest manifest) {
    Manifest.Sample sample = manifest.inputs().sample();
    if (sample.equals(Manifest.Sample.ALL)) {
      return Optional.empty();
    }
    long others = manifest.inputs().skipped().getOrDefault(Sampling.NOT_SAMPLED, 0L);
    return Optional.of(
        "a sample of the input ("
            + (sample.share() < 1 ? "--sample " + sample.share() : "")
            + (sample.share() < 1 && sample.limit() > 0 ? " " : "")
            + (sample.limit() > 0 ? "--limit " + sample.limit() : "")
            + "): "
            + Rates.number(others, 0)
            + " other records were left out and do not count as input.");
  }

  /** Prints the windows of a run with windows. */
  static void print(WindowIndex index, double seconds, String output, PrintWriter out) {
    out.println();
    for (WindowIndex.Entry window : index.windows()) {
      out.println(
          "  "
              + window.name()
              + pad(Rates.number(window.counts().input(), 0), 12)
              + " in"
              + pad(Rates.number(window.counts().kept(), 0), 12)
              + " kept");
    }
    Manifest.Counts totals = index.totals();
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "%s windows, %s records = %s kept + %s dropped + %s failed; %s written, %s s",
            Rates.number(index.windows().size(), 0),
            Rates.number(totals.input(), 0),
            Rates.number(totals.kept(), 0),
            Rates.number(totals.dropped(), 0),
            Rates.number(totals.failed(), 0),
            Rates.number(totals.written(), 0),
            Rates.number(seconds, 1)));
    out.println("windows: " + output + "/windows");
    out.flush();
  }

  private static List<Map.Entry<String, Manifest.Counts>> languages(Manifest manifest) {
    return manifest.languages().entrySet().stream()
        .filter(language -> language.getValue().kept() > 0)
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, Manifest.Counts> each) -> each.getValue().kept())
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  private static List<String> largest(Manifest manifest) {
    return languages(manifest).stream()
        .limit(LANGUAGES)
        .map(each -> each.getKey() + " " + Rates.number(each.getValue().kept(), 0))
        .toList();
  }

  private static String pad(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
