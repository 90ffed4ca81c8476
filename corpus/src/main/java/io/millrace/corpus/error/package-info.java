/**
 * Why commands fail. Begin with {@link io.millrace.corpus.error.ErrorKind}: each kind has a
 * description and states whose fault it is, which decides the exit status of the command.
 *
 * <p>Code that knows why it fails throws a {@link io.millrace.corpus.error.MillraceException} or a
 * subclass. An exception that must be an {@code IOException} implements {@link
 * io.millrace.corpus.error.Classified} instead. The command line calls {@link
 * io.millrace.corpus.error.ErrorKind#of} once, where it prints the message. No other code derives
 * an exit status from the class of an exception.
 *
 * <p>A message of a classified failure is shown to people as it is: one line, no class names, no
 * secrets. Without a kind, a missing file counts as {@code no_such_file} and any other {@code
 * IOException} as {@code storage_failed}; the rest is a bug and is shown with its class.
 */
package io.millrace.corpus.error;
