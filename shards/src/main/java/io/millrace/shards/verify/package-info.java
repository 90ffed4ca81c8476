/**
 * Checks a finished output from its files alone, as {@code millrace shards verify} does.
 *
 * <p>Begin with {@link OutputVerifier}: it compares {@code _SUCCESS}, the manifest and the files,
 * then reads the records. {@link ShardCheck} checks order, shard and uniqueness of documents,
 * {@link PairCheck} those of pairs and the companion files of a tar, {@link ChoiceCheck} the sums
 * of choices.
 *
 * <p>Traps: a problem is a line of a report, not an exception, and at most 1,000 are kept. Memory
 * grows by 16 bytes for each document of the shards with one number.
 */
package io.millrace.shards.verify;
