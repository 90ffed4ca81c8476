package io.millrace.app.train;

import io.millrace.app.cli.Messages;
import io.millrace.app.cli.ProgressLine;
import io.millrace.app.cli.Rates;
import io.millrace.trainer.run.StepReport;
import io.millrace.trainer.run.TrainingEnd;
import io.millrace.trainer.run.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Shows the state of a training on the progress line. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {

  /** Weight of a new step in the running mean of the speed. */
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

  static String text(StepReport report, double secondsOfStep) {
    double tokens = report.tokensPerSecond() * report.seconds();
    return Messages.of(
        "step %s of %s, loss %s, %s, about %s left",
        Rates.number(report.step(), 0),
        Rates.number(report.steps(), 0),
        Rates.number(report.loss(), 4),
        Rates.of(tokens / secondsOfStep, "tokens/s"),
        Rates.time((report.steps() - report.step()) * secondsOfStep));
  }

  @Override
  public void checkpoint(Path folder) {
    line.say("saved " + folder);
  }

  /** The summary of a training that has ended. */
  String ended(long steps, TrainingEnd ending) {
    String loss = last == null ? "" : ", loss " + Rates.number(last.loss(), 4);
    String why =
        switch (ending) {
          case FINISHED -> "finished";
          case OUT_OF_DATA -> "no more data";
          case STOPPED -> "stopped; the same command with --resume continues";
        };
    return Rates.number(steps, 0) + " steps" + loss + ": " + why;
  }

  @Override
  public void close() {
    line.close();
  }
}
