/**
 * Files on any of Beam's file systems, local or remote: opening, listing, durable writing, and
 * reading of compressed files after damage.
 *
 * <p>Begin with {@link BeamFiles}, which opens addresses, and with {@link BeamFile} and {@link
 * BeamFolder}, which the readers and writers of shards take. {@link Compression} recognises gzip
 * and zstd; {@link Members} is a compressed file as a sequence of independent members, and {@link
 * MemberChain} joins them. {@link DurableFiles} writes files that are complete after a power
 * failure. {@link LargeRecords} limits the memory of records that are read at once.
 *
 * <p>Traps: clients of stores throw unchecked exceptions of many kinds, which {@link ObjectStores}
 * converts. {@link SteadyChannel} opens broken connections again, so a read can take minutes. Java
 * decodes local names by the locale; {@link LocalNames} rejects names that the JVM cannot
 * represent.
 */
package io.millrace.connectors.files;
