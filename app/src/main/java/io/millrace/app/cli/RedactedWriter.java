package io.millrace.app.cli;

import io.millrace.corpus.settings.Address;
import java.io.IOException;
import java.io.Writer;

/** Writes lines and removes secrets from addresses. All output to standard error passes it. */
public final class RedactedWriter extends Writer {

  private final Writer out;
  private final StringBuilder line = new StringBuilder();

  public RedactedWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    synchronized (lock) {
      for (int i = offset; i < offset + length; i++) {
        line.append(characters[i]);
        if (characters[i] == '\n') {
          writeLine();
        }
      }
    }
  }

  private void writeLine() throws IOException {
    String text = line.toString();
    line.setLength(0);
    out.write(Address.redact(text));
  }

  @Override
  public void flush() throws IOException {
    synchronized (lock) {
      writeLine();
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      flush();
      out.close();
    }
  }
}
