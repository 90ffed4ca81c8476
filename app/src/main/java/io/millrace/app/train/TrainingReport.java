package io.millrace.app.train;

import io.millrace.app.report.TrainingCurves;
import io.millrace.trainer.run.StepReport;
import io.millrace.trainer.run.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes {@code report.html} with the curves of a run at each checkpoint. */
final class TrainingReport implements TrainingListener {

  private final Path output;
  private final long parameters;
  private final TrainingListener next;
  private long steps;

  /**
   * @param output folder of the run
   * @param parameters numbers of the model
   * @param next gets all events too
   */
  TrainingReport(Path output, long parameters, TrainingListener next) {
    this.output = output;
    this.parameters = parameters;
    this.next = next;
  }

  @Override
  public void begin(long step, long planned) {
    next.begin(step, planned);
  }

  @Override
  public void step(StepReport report) {
    steps = report.steps();
    next.step(report);
  }

  @Override
  public void checkpoint(Path folder) {
    next.checkpoint(folder);
    if (steps == 0) {
      return;
    }
    try {
      Path part = output.resolve("report.html.part");
      Files.write(part, TrainingCurves.read(output, parameters, steps).html());
      Files.move(
          part,
          output.resolve("report.html"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
