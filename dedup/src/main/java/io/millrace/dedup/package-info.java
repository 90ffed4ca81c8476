/**
 * Finds duplicates: documents with the same URL, the same text, or nearly the same text (MinHash).
 * Begin with {@link io.millrace.dedup.DuplicateFinder}, which finds the duplicates of one
 * partition; {@link io.millrace.dedup.GroupWalker} and {@link io.millrace.dedup.Likeness} decide.
 * The drop itself is in {@code pipelines.shard.ShardDecider}; against an index of earlier
 * documents, in {@code pipelines.step.IndexStep}.
 *
 * <p>{@link io.millrace.dedup.UrlKey}, {@link io.millrace.dedup.TextKey} and {@link
 * io.millrace.dedup.BandKeys} compute the keys of a document; {@link io.millrace.dedup.HashKeys}
 * and {@link io.millrace.dedup.SharedTextKeys} those of images and their captions.
 *
 * <p>Only marks (key, kind, timestamp, id; {@link io.millrace.dedup.MarkLayout}) are shuffled, not
 * texts. {@link io.millrace.dedup.MarkPartitions} distributes them by key; a partition sorts its
 * marks into groups. The smallest document of a group, in the order of (timestamp, id), stays,
 * whatever the order of the input.
 *
 * <p>Keys and the bytes of marks are formats: a change breaks existing indexes and running
 * services. The inner loops work on arrays and allocate nothing per mark.
 */
package io.millrace.dedup;
