/**
 * Files on any of Beam's file systems, local or far away: opening, listing, durable writing, and
 * compressed input that survives damage.
 *
 * <p>Begin with {@link BeamFiles}, which opens addresses, and with {@link BeamFile} and {@link
 * BeamFolder}, which the readers and writers of shards take. {@link Compression} recognises gzip
 * and zstd; {@link Members} is a compressed file as a row of members that can be read alone, and
 * {@link MemberChain} joins them. {@link DurableFiles} writes files that are complete after a power
 * cut. {@link LargeRecords} limits the memory of records that are read at once.
 *
 * <p>Traps: call {@link ObjectStores} for failures of stores, whose clients throw unchecked
 * exceptions of many kinds. A connection that breaks is opened again by {@link SteadyChannel}, so a
 * read can take minutes. Java decodes local names by the locale; {@link LocalNames} refuses names
 * that the JVM cannot represent.
 */
package io.millrace.connectors.files;
