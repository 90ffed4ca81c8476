package io.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.ingest.IngestProgress;
import io.millrace.app.train.TrainingProgress;
import io.millrace.trainer.run.StepReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The progress line and its content. */
class ProgressLineTest {

  private final StringWriter said = new StringWriter();
  private final PrintWriter out = new PrintWriter(said);

  private static StepReport step(long step) {
    return new StepReport(step, 40, 5.25, .001, 1, step * 512, "", 2, 256, new TreeMap<>());
  }

  @Test
  void overwritesTheLineOnATerminal() {
    try (ProgressLine line = new ProgressLine(out, true)) {
      line.show("one");
      line.show("two");
      line.say("stays");
    }
    String over = "\r\033[K";
    assertThat(said.toString())
        .isEqualTo(
            over
                + "\033[?7lone\033[?7h"
                + over
                + "\033[?7ltwo\033[?7h"
                + over
                + "stays"
                + System.lineSeparator()
                + over);
  }

  @Test
  void writesPlainLinesElsewhere() {
    try (ProgressLine line = new ProgressLine(out, false)) {
      line.show("one");
      line.say("stays");
      line.tick(() -> "too soon");
    }
    assertThat(said.toString().lines()).containsExactly("one", "stays");
    assertThat(said.toString()).doesNotContain("\r", "\033");
  }

  /** A training shows a line before and after its first step, which may take minutes. */
  @Test
  void trainingShowsItsFirstStep() {
    try (TrainingProgress progress = new TrainingProgress(new ProgressLine(out, true))) {
      progress.begin(0, 40);
      assertThat(said.toString()).contains("step 0 of 40");
      progress.step(step(1));
    }
    assertThat(said.toString())
        .contains("step 1 of 40, loss 5.2500, 256 tokens/s, about 78 s left")
        .endsWith("\r\033[K");
  }

  @Test
  void ingestShowsItsSpeedInFittingUnits() {
    assertThat(IngestProgress.text(30, 12_000, 60))
        .isEqualTo("30 messages, 0.5 messages/s, 200 B/s");
  }
}
