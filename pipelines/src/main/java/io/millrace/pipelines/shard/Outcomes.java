package io.millrace.pipelines.shard;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The results of rephrasing the kept documents of a shard, in order: written while they are
 * rephrased, read when all documents are written.
 */
final class Outcomes extends TemporaryLog {

  /** Most characters of a detail. */
  private static final int MOST_DETAIL = 2_000;

  /**
   * The result for one document.
   *
   * @param signals signals of the stage, by index
   * @param replaced whether rephrased text replaces the original
   * @param detail description in one line, or ""
   */
  record Outcome(double[] signals, boolean replaced, String detail) {

    static final Outcome NONE = new Outcome(new double[0], false, "");
  }

  Outcomes(Path directory) throws IOException {
    super(directory, ".outcomes");
  }

  void add(Outcome outcome) throws IOException {
    out.writeInt(outcome.signals().length);
    for (double signal : outcome.signals()) {
      out.writeDouble(signal);
    }
    out.writeBoolean(outcome.replaced());
    String detail = outcome.detail();
    out.writeUTF(detail.substring(0, Math.min(detail.length(), MOST_DETAIL)));
  }

  Outcome next() throws IOException {
    double[] signals = new double[in.readInt()];
    for (int i = 0; i < signals.length; i++) {
      signals[i] = in.readDouble();
    }
    return new Outcome(signals, in.readBoolean(), in.readUTF());
  }
}
