/**
 * Why commands fail. Begin with {@link io.millrace.corpus.error.ErrorKind}: each kind has a
 * sentence, says whose fault it is, and so decides the exit status of the command.
 *
 * <p>Code that knows why it fails throws a {@link io.millrace.corpus.error.MillraceException} or a
 * subclass. An exception that must be an {@code IOException} implements {@link
 * io.millrace.corpus.error.Classified} instead. The command line asks {@link
 * io.millrace.corpus.error.ErrorKind#of} once, where it prints the message; nothing else decides an
 * exit status by the class of an exception.
 *
 * <p>A message of a classified failure is shown to people as it is: one line, no class names, no
 * secrets. Without a kind, a missing file counts as {@code no_such_file} and any other {@code
 * IOException} as {@code storage_failed}; the rest is a bug and is shown with its class.
 */
package io.millrace.corpus.error;
