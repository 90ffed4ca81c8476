package io.millrace.app.train;

import io.millrace.app.cli.ProgressLine;
import io.millrace.app.cli.Rates;
import io.millrace.trainer.run.StepReport;
import io.millrace.trainer.run.TrainingEnd;
import io.millrace.trainer.run.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Shows where a training stands on the live line: before the first step, after it, and so on. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {

  /** Weight of a new step in the running mean of speed. */
  private static final double NEW = .1;

  private final ProgressLine line;
  private double secondsOfStep;
  private StepReport last;

  public TrainingProgress(ProgressLine line) {
    this.line = line;
  }

  TrainingProgress(PrintWriter out) {
    this(new ProgressLine(out));
  }

  @Override
  public void begin(long step, long steps) {
    line.show("step " + Rates.number(step, 0) + " of " + Rates.number(steps, 0));
  }

  @Override
  public void step(StepReport report) {
    secondsOfStep =
        last == null ? report.seconds() : NEW * report.seconds() + (1 - NEW) * secondsOfStep;
    boolean first = last == null;
    last = report;
    if (!report.mishap().isEmpty()) {
      line.say("step " + report.step() + ": " + report.mishap());
    }
    if (first) {
      line.show(text(report, secondsOfStep));
    } else {
      line.tick(() -> text(report, secondsOfStep));
    }
  }

  /** What is shown, on one line. */
  static String text(StepReport report, double secondsOfStep) {
    double tokens = report.tokensPerSecond() * report.seconds();
    return "step "
        + Rates.number(report.step(), 0)
        + " of "
        + Rates.number(report.steps(), 0)
        + ", loss "
        + Rates.number(report.loss(), 4)
        + ", "
        + Rates.of(tokens / secondsOfStep, "tokens/s")
        + ", about "
        + Rates.time((report.steps() - report.step()) * secondsOfStep)
        + " left";
  }

  @Override
  public void checkpoint(Path folder) {
    line.say("saved " + folder);
  }

  /** What is said of a training that has ended. */
  String ended(long steps, TrainingEnd ending) {
    String loss = last == null ? "" : ", loss " + Rates.number(last.loss(), 4);
    String why =
        switch (ending) {
          case FINISHED -> "finished";
          case OUT_OF_DATA -> "the data is out";
          case STOPPED -> "stopped; the same command with --resume goes on";
        };
    return Rates.number(steps, 0) + " steps" + loss + ": " + why;
  }

  @Override
  public void close() {
    line.close();
  }
}
