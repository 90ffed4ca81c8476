package io.millrace.app.ingest;

import io.millrace.app.cli.Messages;
import io.millrace.app.cli.ProgressLine;
import io.millrace.app.cli.Rates;
import java.io.PrintWriter;

/** Counts published messages and shows them on the progress line. */
public final class IngestProgress implements AutoCloseable {

  private static final int DAMAGED_SHOWN = 20;

  private final ProgressLine line;
  private final long begin = System.nanoTime();
  private long bytes;
  private long damaged;
  private long skipped;

  IngestProgress(PrintWriter err) {
    line = new ProgressLine(err);
  }

  void sent(int messageBytes, long written) {
    bytes += messageBytes;
    tick(written);
  }

  void tick(long written) {
    line.tick(() -> text(written, bytes, (System.nanoTime() - begin) / 1e9));
  }

  public static String text(long messages, long bytes, double seconds) {
    return Messages.of(
        "%s messages, %s, %s",
        Rates.number(messages, 0),
        Rates.of(messages / seconds, "messages/s"),
        Rates.of(bytes / seconds, "B/s"));
  }

  /** Counts a damaged record; prints only the first {@link #DAMAGED_SHOWN}. */
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
    line.close();
  }
}
