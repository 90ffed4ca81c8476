/**
 * What all commands share: output, progress, interruption and logging. Begin with {@link
 * io.millrace.app.cli.ProgressLine} for what a user sees while a command runs and with {@link
 * io.millrace.app.cli.Rates} for numbers in messages.
 *
 * <p>{@link io.millrace.app.cli.Interruption} decides what Ctrl-C does. {@link
 * io.millrace.app.cli.Logging} sets up logback for {@code --verbose} and {@code --log json}.
 *
 * <p>Traps: all text for standard error passes {@link io.millrace.app.cli.RedactedWriter}, which
 * removes secrets; write to {@code commandLine().getErr()}, never to {@code System.err}. {@link
 * io.millrace.app.cli.RedactedLines} is named in {@code logback.xml}, so a rename must change both.
 */
package io.millrace.app.cli;
