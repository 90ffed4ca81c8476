package io.millrace.app.cli;

import java.io.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each line that a command prints, for {@code --log json}. */
public final class LogLines extends Writer {

  private static final Logger LOG = LoggerFactory.getLogger("io.millrace.app.Millrace");

  /** Lines on a terminal begin with this; a log line names the program elsewhere. */
  private static final String PREFIX = "millrace: ";

  private static final AtomicBoolean FAILED = new AtomicBoolean();

  private final StringBuilder line = new StringBuilder();

  /** Logs all later lines as errors. */
  public static void failed() {
    FAILED.set(true);
  }

  @Override
  public void write(char[] characters, int offset, int length) {
    synchronized (line) {
      for (int i = offset; i < offset + length; i++) {
        if (characters[i] == '\n') {
          log();
        } else if (characters[i] != '\r') {
          line.append(characters[i]);
        }
      }
    }
  }

  private void log() {
    String text = line.toString();
    line.setLength(0);
    if (text.isBlank()) {
      return;
    }
    String said = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    if (FAILED.get()) {
      LOG.error("{}", said);
    } else {
      LOG.info("{}", said);
    }
  }

  /** Lines are logged when they are whole. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    synchronized (line) {
      log();
    }
  }
}
