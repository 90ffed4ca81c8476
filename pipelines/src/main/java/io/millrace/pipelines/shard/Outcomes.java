package io.millrace.pipelines.shard;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What came of rephrasing each kept document of a shard, in their order, in a temporary file:
 * written while they are rephrased, read while they are written.
 */
final class Outcomes implements Closeable {

  /** Longest text of what came of a document. */
  private static final int MOST_DETAIL = 2_000;

  /**
   * What came of one document.
   *
   * @param signals of the stage, by place from its first
   * @param replaced whether the original goes, because rephrased text stands for it
   * @param detail one line for people, or ""
   */
  record Outcome(double[] signals, boolean replaced, String detail) {

    static final Outcome NONE = new Outcome(new double[0], false, "");
  }

  private final Path file;
  private DataOutputStream out;
  private DataInputStream in;

  Outcomes(Path directory) throws IOException {
    this.file = Files.createTempFile(directory, "rephrase-", ".outcomes");
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
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

  /** No more are added; they are read from the first. */
  void rewind() throws IOException {
    out.close();
    in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  Outcome next() throws IOException {
    double[] signals = new double[in.readInt()];
    for (int i = 0; i < signals.length; i++) {
      signals[i] = in.readDouble();
    }
    return new Outcome(signals, in.readBoolean(), in.readUTF());
  }

  @Override
  public void close() throws IOException {
    out.close();
    if (in != null) {
      in.close();
    }
    Files.deleteIfExists(file);
  }
}
