package io.millrace.app;

import io.millrace.app.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command that was run in this process, with its output.
 *
 * @param code exit status
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

  /** Runs a command that must succeed; else the test fails and shows the output. */
  public static Cli done(String... arguments) {
    Cli ran = run(arguments);
    if (ran.code != ExitCode.DONE) {
      throw new AssertionError(
          String.join(" ", arguments) + " ended with " + ran.code + "\n" + ran.out + ran.err);
    }
    return ran;
  }
}
