package io.millrace.app;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Counts what is published, and says so twice a second on a terminal, else every ten seconds. */
final class IngestProgress implements AutoCloseable {

  private static final int DAMAGED_SHOWN = 20;

  private final TerminalLine line;
  private final long period;
  private final long begin = System.nanoTime();
  private long shown = begin;
  private long bytes;
  private long damaged;
  private long skipped;

  IngestProgress(PrintWriter err) {
    line = new TerminalLine(err);
    period = TimeUnit.MILLISECONDS.toNanos(line.isTerminal() ? 500 : 10_000);
  }

  void sent(int messageBytes, long written) {
    bytes += messageBytes;
    tick(written);
  }

  void tick(long written) {
    long now = System.nanoTime();
    if (now - shown < period) {
      return;
    }
    shown = now;
    double seconds = (now - begin) / 1e9;
    line.show(
        Runs.number(written, 0)
            + " messages, "
            + Runs.number(written / seconds, 0)
            + " a second, "
            + Runs.number(bytes / 1e6 / seconds, 1)
            + " MB/s");
  }

  /** The first are named, all are counted. */
  void damaged(String text) {
    damaged++;
    if (damaged <= DAMAGED_SHOWN) {
      line.say(text);
    }
  }

  void skip() {
    skipped++;
  }

  long bytes() {
    return bytes;
  }

  long damaged() {
    return damaged;
  }

  long skipped() {
    return skipped;
  }

  @Override
  public void close() {
    line.clear();
  }
}
