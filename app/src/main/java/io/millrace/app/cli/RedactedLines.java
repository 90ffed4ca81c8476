package io.millrace.app.cli;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.millrace.corpus.settings.Address;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Removes secrets from addresses in log lines of libraries, stack traces included. */
public final class RedactedLines extends PatternLayoutEncoder {

  @Override
  public byte[] encode(ILoggingEvent event) {
    return Address.redact(layout.doLayout(event)).getBytes(charset());
  }

  private Charset charset() {
    return getCharset() == null ? StandardCharsets.UTF_8 : getCharset();
  }
}
