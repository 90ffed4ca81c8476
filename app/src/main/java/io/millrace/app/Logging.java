package io.millrace.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/** The talk of engines and readers of formats: none, unless asked for. */
final class Logging {

  private Logging() {}

  /** Nothing, also from libraries that log by the JDK's own means. */
  static void quiet() {
    LogManager.getLogManager().reset();
  }

  /** From INFO on. */
  static void verbose() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
  }
}
