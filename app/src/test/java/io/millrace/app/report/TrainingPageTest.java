package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPageTest {

  private static final Pattern SCRIPT =
      Pattern.compile("<script[^>]*>(.*?)</script", Pattern.DOTALL);
  private static final int STEPS = 1000;

  /** Logs of a run with two routers, whose loss begins at 8 and falls by 0.001 per step. */
  private static Path logs(Path run) throws IOException {
    Files.createDirectories(run);
    List<String> metrics = new ArrayList<>();
    List<String> timing = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      boolean lost = step == 500;
      StringBuilder line = new StringBuilder();
      line.append(
          String.format(
              Locale.ROOT,
              "{\"step\":%d,\"loss\":%s,\"learning_rate\":%.6f,\"gradient_norm\":%.3f,\"tokens\":%d",
              step,
              lost ? "null" : String.format(Locale.ROOT, "%.3f", 8 - step / 1000.0),
              .001 * (STEPS - step) / STEPS,
              1 + .5 * Math.cos(step / 50.0),
              64L * step));
      if (lost) {
        line.append(",\"mishap\":\"not finite: skipped\"");
      }
      for (String router : List.of("layers.1.gate", "layers.3.gate")) {
        line.append(",\"" + router + ".dropped\":0.0625");
        for (int expert = 0; expert < 8; expert++) {
          double load = .125 + .01 * Math.sin(step / 90.0 + expert);
          line.append(String.format(Locale.ROOT, ",\"%s.load.%d\":%.4f", router, expert, load));
        }
      }
      if (step % 100 == 0) {
        line.append(
            String.format(
                Locale.ROOT,
                ",\"held_out.bits_per_byte\":%.3f,\"held_out.loss\":%.3f",
                3 - step / 2000.0,
                8.2 - step / 1000.0));
      }
      metrics.add(line.append('}').toString());
      timing.add(
          String.format(
              Locale.ROOT, "{\"step\":%d,\"seconds\":0.5,\"tokens_per_second\":128.0}", step));
    }
    Files.write(run.resolve("metrics.jsonl"), metrics, StandardCharsets.UTF_8);
    Files.write(run.resolve("timing.jsonl"), timing, StandardCharsets.UTF_8);
    return run;
  }

  @Test
  void curvesAreMeansOverStepsWithoutNonFiniteValues(@TempDir Path folder) throws IOException {
    TrainingCurves curves = TrainingCurves.read(logs(folder.resolve("run")), 1234, 2000);
    assertThat(curves.steps()).isEqualTo(STEPS);
    assertThat(curves.planned()).isEqualTo(2000);
    assertThat(curves.tokens()).isEqualTo(64_000);
    assertThat(curves.seconds()).isEqualTo(500);
    assertThat(curves.charts())
        .extracting(chart -> chart.kind() + " " + chart.of() + " " + chart.lines().size())
        .containsExactly(
            "loss  2",
            "perplexity  1",
            "bits  1",
            "rate  1",
            "norm  1",
            "speed  1",
            "load layers.1.gate 8",
            "load layers.3.gate 8",
            "dropped  2");
    List<double[]> loss = curves.charts().get(0).lines().get(0).points();
    // 1,000 steps are 250 groups of 4; the group of step 500 is the mean of its three other steps
    assertThat(loss).hasSize(250);
    assertThat(loss.get(0)[0]).isEqualTo(2.5);
    assertThat(loss.get(0)[1]).isCloseTo(7.9975, within(1e-9));
    assertThat(loss.get(124)[1]).isCloseTo(7.502, within(1e-9));
    assertThat(curves.mishaps())
        .containsExactly(new TrainingCurves.Mishap(500, "not finite: skipped"));
    assertThat(curves.heldOut()).hasSize(10);
    TrainingCurves.HeldOutPoint second = curves.heldOut().get(1);
    assertThat(second.step()).isEqualTo(200);
    assertThat(second.loss()).isEqualTo(8.0);
    assertThat(second.trainingLoss()).as("of steps 101 to 200").isCloseTo(7.8495, within(1e-9));
    double perplexity = curves.charts().get(1).lines().get(0).points().get(1)[1];
    assertThat(perplexity).isCloseTo(Math.exp(8), within(1e-6));
  }

  @Test
  void runWithOnlyStepsHasAPage(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("metrics.jsonl"), "{\"step\":1,\"loss\":null,\"tokens\":4}\n");
    Files.writeString(folder.resolve("timing.jsonl"), "");
    TrainingCurves curves = TrainingCurves.read(folder, 1, 1);
    assertThat(curves.charts()).isEmpty();
    assertThat(new String(curves.html(), StandardCharsets.UTF_8)).contains("Training of");
  }

  /** Writes the page to target/report for manual inspection. */
  @Test
  void pageLoadsNothingAndNamesCannotEndItsData(@TempDir Path folder) throws IOException {
    Path run = logs(folder.resolve("<!-- @page@ &"));
    byte[] html = TrainingCurves.read(run, 1234, STEPS).html();
    Files.write(
        Files.createDirectories(Path.of("target", "report")).resolve("training.html"), html);
    String page = new String(html, StandardCharsets.UTF_8);
    List<String> scripts = new ArrayList<>();
    for (Matcher matcher = SCRIPT.matcher(page); matcher.find(); ) {
      scripts.add(matcher.group(1));
    }
    assertThat(scripts).hasSize(4);
    assertThat(scripts.get(0)).doesNotContain("<", ">", "&");
    JsonNode data = new ObjectMapper().readTree(scripts.get(0));
    assertThat(data.at("/name").asText()).isEqualTo("<!-- @page@ &");
    assertThat(page)
        .contains(InlinePage.policy(scripts.subList(1, 4)))
        .doesNotContain("https:", "src=", "url(", "@import", "<link");
  }
}
