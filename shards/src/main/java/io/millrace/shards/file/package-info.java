/**
 * Files and folders of an output, without Beam.
 *
 * <p>Begin with {@link StoredFile}: every reader and writer of this module takes one. {@link
 * LocalFile} is a file on a disk; connectors has the one for Beam's file systems. {@link
 * StoredFolder} resolves paths of an output and lists what exists. {@link HashingOutput} counts and
 * hashes what is written, and gives the {@link ShardInfo} that the manifest lists.
 *
 * <p>{@link LookAhead} is a stream whose next bytes can be inspected before they are consumed;
 * readers of inputs use it too.
 *
 * <p>Traps: {@code LookAhead.array()} is replaced when more bytes are read, so keep no reference to
 * it. {@link DamagedInputException} means that the bytes are wrong; any other {@code IOException}
 * means that the file system failed and that another attempt may succeed.
 */
package io.millrace.shards.file;
