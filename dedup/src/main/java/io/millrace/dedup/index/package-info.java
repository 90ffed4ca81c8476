/**
 * Near duplicates of documents that earlier runs or windows emitted. Begin with {@link
 * io.millrace.dedup.index.DuplicateIndex}: a folder of segments that never change.
 *
 * <p>{@code SegmentBuilder} writes a segment, whose bytes depend on the settings and the set of
 * documents only; {@code IndexSegment} maps one into memory. Compaction writes a new segment that
 * names those it replaces.
 *
 * <p>An index works only with the MinHash settings that made it; others are refused with {@link
 * io.millrace.dedup.index.IndexFormatException}. {@code SegmentFormat} is the layout of the bytes.
 */
package io.millrace.dedup.index;
