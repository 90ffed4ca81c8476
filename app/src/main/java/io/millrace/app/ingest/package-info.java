/**
 * The command {@code ingest}, which sends records of files to a Kafka topic. Begin with {@link
 * io.millrace.app.ingest.IngestCommand}.
 *
 * <p>{@code MessageMixer} changes the order of messages and sends some twice, the same way for the
 * same seed, to try a stream with disorder and repetition. When more than 1 % of the records cannot
 * be sent, the command ends with an error.
 */
package io.millrace.app.ingest;
