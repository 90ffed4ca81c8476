/**
 * The command {@code ingest}, which sends records of files to a Kafka topic. Begin with {@link
 * io.millrace.app.ingest.IngestCommand}.
 *
 * <p>{@code MessageMixer} shuffles messages and sends some twice, to test a stream with late and
 * repeated messages; the same seed gives the same order. Trap: the order is random only within a
 * buffer of 100,000 messages or 128 MiB. When more than 1 % of the records cannot be sent, the
 * command ends with an error.
 */
package io.millrace.app.ingest;
