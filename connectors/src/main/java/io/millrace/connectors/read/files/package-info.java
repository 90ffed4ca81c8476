/**
 * The files of an input and their readers.
 *
 * <p>Begin with {@link io.millrace.connectors.read.files.InputFiles}, which expands patterns and
 * lists of paths, and {@link io.millrace.connectors.read.files.RecordReaders}, which makes the
 * reader of a kind of input. {@link io.millrace.connectors.read.files.FileMessages} cuts files into
 * messages for Kafka, and {@link io.millrace.connectors.read.files.MessageRecords} makes records
 * from messages.
 *
 * <p>Traps: a record must have the same id and fields whether it comes from a file or from a
 * message. {@code LocalFolders} walks the folders of a local pattern, because Beam silently omits
 * what it cannot read. Only the readers of {@code RecordReaders} add the file's name to the detail
 * of damage.
 */
package io.millrace.connectors.read.files;
