package io.millrace.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.FilterReply;
import io.millrace.pipelines.flow.LogFields;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;

/**
 * Sets up logging: from which level on libraries log, and whether lines are text or JSON. Without
 * options libraries log nothing.
 */
public final class Logging {

  /** Environment variable with the format when the option is not given. */
  static final String VARIABLE = "MILLRACE_LOG";

  private static final String OPTION = "--log";
  private static final String OURS = "io.millrace";

  /** Format of progress, messages and log lines. */
  public enum Format {
    /** Lines for people. */
    TEXT,
    /** One JSON object a line, as logback's JsonEncoder writes it. */
    JSON
  }

  private Logging() {}

  /** Turns off logging by {@code java.util.logging}; logback is off by its configuration. */
  public static void quiet() {
    LogManager.getLogManager().reset();
  }

  /** Logs from INFO on. */
  public static void verbose() {
    root().setLevel(Level.INFO);
  }

  /** Whether JSON is selected. The command-line parser reports a value that is no format. */
  public static boolean isJson(String[] arguments, Map<String, String> environment) {
    String form = environment.getOrDefault(VARIABLE, "");
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(OPTION + "=")) {
        form = arguments[i].substring(OPTION.length() + 1);
      } else if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        form = arguments[i + 1];
      }
    }
    return form.toUpperCase(Locale.ROOT).equals(Format.JSON.name());
  }

  /** Writes JSON lines: those of millrace from INFO on, those of libraries from WARN on. */
  public static void json(OutputStream out) {
    LoggerContext context = root().getLoggerContext();
    JsonEncoder encoder = new RedactedJson();
    encoder.setContext(context);
    encoder.setWithContext(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(out);
    appender.start();
    root().detachAndStopAllAppenders();
    root().addAppender(appender);
    root().setLevel(Level.WARN);
    ((Logger) LoggerFactory.getLogger(OURS)).setLevel(Level.INFO);
  }

  /** Adds the id of a run to all later lines of this process. */
  public static void run(String id) {
    TurboFilter filter =
        new TurboFilter() {
          @Override
          public FilterReply decide(
              Marker marker,
              Logger logger,
              Level level,
              String format,
              Object[] parameters,
              Throwable failure) {
            MDC.put(LogFields.RUN, id);
            return FilterReply.NEUTRAL;
          }
        };
    filter.start();
    root().getLoggerContext().addTurboFilter(filter);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
