/**
 * What all commands share: output, progress, interruption and logging. Begin with {@link
 * io.millrace.app.cli.ProgressLine} for what a user sees while a command runs and with {@link
 * io.millrace.app.cli.Rates} for numbers in messages.
 *
 * <p>{@link io.millrace.app.cli.Interruption} decides what Ctrl-C does. {@link
 * io.millrace.app.cli.Logging} sets up logback for {@code --verbose} and {@code --log json}.
 *
 * <p>Everything written to standard error passes a redaction of secrets; a new output must do so
 * too. {@link io.millrace.app.cli.RedactedLines} is named in {@code logback.xml}.
 */
package io.millrace.app.cli;
