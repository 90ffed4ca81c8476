package io.millrace.app;

import io.millrace.app.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One command, run in this process, and what it said.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
public record Cli(int code, String out, String err) {

  public static Cli run(List<String> arguments) {
    return run(arguments.toArray(new String[0]));
  }

  public static Cli run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Millrace.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            arguments);
    return new Cli(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The command, or a failed test that shows what it said. */
  public static Cli done(String... arguments) {
    Cli ran = run(arguments);
    if (ran.code != ExitCode.DONE) {
      throw new AssertionError(
          String.join(" ", arguments) + " ended with " + ran.code + "\n" + ran.out + ran.err);
    }
    return ran;
  }
}
