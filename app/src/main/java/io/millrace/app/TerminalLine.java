package io.millrace.app;

import java.io.PrintWriter;

/** A line that is written over again and again on a terminal, and anew elsewhere. */
final class TerminalLine {

  private static final String OVER = "\r\033[K";

  private final PrintWriter out;
  private final boolean terminal = System.console() != null;

  TerminalLine(PrintWriter out) {
    this.out = out;
  }

  boolean isTerminal() {
    return terminal;
  }

  void show(String text) {
    if (terminal) {
      out.print(OVER + text);
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Says something that stays. */
  void say(String text) {
    out.println(terminal ? OVER + text : text);
    out.flush();
  }

  /** Leaves nothing on a terminal's line. */
  void clear() {
    if (terminal) {
      out.print(OVER);
      out.flush();
    }
  }
}
