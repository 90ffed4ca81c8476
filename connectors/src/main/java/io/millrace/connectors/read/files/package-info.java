/**
 * Files of an input, and the reader of each.
 *
 * <p>Begin with {@link io.millrace.connectors.read.files.InputFiles}, which expands patterns and
 * lists of paths, and {@link io.millrace.connectors.read.files.RecordReaders}, which picks the
 * reader of a kind of input. {@link io.millrace.connectors.read.files.FileMessages} cuts files into
 * messages for Kafka, and {@link io.millrace.connectors.read.files.MessageRecords} makes records of
 * messages.
 */
package io.millrace.connectors.read.files;
