package io.millrace.app;

import io.millrace.trainer.run.Ending;
import io.millrace.trainer.run.StepReport;
import io.millrace.trainer.run.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Says twice a second on a terminal, or every ten seconds elsewhere, where a training stands. */
final class TrainingLine implements TrainingListener {

  private static final double TERMINAL_SECONDS = .5;
  private static final double PLAIN_SECONDS = 10;

  /** Weight of a new step in the running mean of speed. */
  private static final double NEW = .1;

  private final TerminalLine line;
  private long printed = System.nanoTime();
  private double secondsOfStep;
  private StepReport last;

  TrainingLine(PrintWriter out) {
    line = new TerminalLine(out);
  }

  @Override
  public void step(StepReport report) {
    secondsOfStep =
        last == null ? report.seconds() : NEW * report.seconds() + (1 - NEW) * secondsOfStep;
    last = report;
    if (!report.mishap().isEmpty()) {
      line.say("step " + report.step() + ": " + report.mishap());
    }
    double since = (System.nanoTime() - printed) / 1e9;
    if (since >= (line.isTerminal() ? TERMINAL_SECONDS : PLAIN_SECONDS)) {
      printed = System.nanoTime();
      line.show(text(report, secondsOfStep));
    }
  }

  /** What is shown, on one line. */
  static String text(StepReport report, double secondsOfStep) {
    double tokens = report.tokensPerSecond() * report.seconds();
    return "step "
        + Runs.number(report.step(), 0)
        + " of "
        + Runs.number(report.steps(), 0)
        + ", loss "
        + Runs.number(report.loss(), 4)
        + ", "
        + Runs.number(tokens / secondsOfStep, 0)
        + " tokens/s, about "
        + Runs.number((report.steps() - report.step()) * secondsOfStep, 0)
        + " s left";
  }

  @Override
  public void checkpoint(Path folder) {
    line.say("saved " + folder);
  }

  /** What is said of a training that has ended. */
  String ended(long steps, Ending ending) {
    String loss = last == null ? "" : ", loss " + Runs.number(last.loss(), 4);
    String why =
        switch (ending) {
          case FINISHED -> "finished";
          case OUT_OF_DATA -> "the data is out";
          case STOPPED -> "stopped; the same command with --resume goes on";
        };
    return Runs.number(steps, 0) + " steps" + loss + ": " + why;
  }
}
