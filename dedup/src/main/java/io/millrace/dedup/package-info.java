/**
 * Finds documents that repeat earlier ones: the same URL, the same text, or nearly the same text
 * (MinHash). Begin with {@link io.millrace.dedup.DuplicateFinder}, which takes the marks of one
 * partition; {@link io.millrace.dedup.GroupWalker} and {@link io.millrace.dedup.Likeness} decide.
 * The drop itself is in {@code pipelines.shard.ShardDecider}; against an index of earlier
 * documents, in {@code pipelines.step.IndexStep}. Then see {@link io.millrace.dedup.DuplicateKeys},
 * which computes the keys of a document.
 *
 * <p>Texts do not travel. A document adds marks (key, kind, timestamp, id; {@link
 * io.millrace.dedup.MarkLayout}) to partitions by key; a partition sorts its marks and finds the
 * groups. Of a group the smallest in the order of (timestamp, id) stays, whatever the order of the
 * input.
 *
 * <p>Keys and the bytes of marks are formats: a change makes indexes and running services useless.
 * The hot loops work on arrays and allocate nothing per mark.
 */
package io.millrace.dedup;
