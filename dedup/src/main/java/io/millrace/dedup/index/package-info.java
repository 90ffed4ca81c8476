/**
 * Finds near duplicates of documents of earlier runs and windows. Begin with {@link
 * io.millrace.dedup.index.DuplicateIndex}: a folder of immutable segments.
 *
 * <p>{@link io.millrace.dedup.index.SegmentBuilder} writes a segment; its bytes depend only on the
 * settings and the set of documents. {@code IndexSegment} maps a segment into memory, and {@code
 * SegmentFormat} defines its bytes. Compaction writes a new segment that lists those it replaces.
 *
 * <p>An index works only with the MinHash settings it was written with; other settings throw {@link
 * io.millrace.dedup.index.IndexFormatException}.
 */
package io.millrace.dedup.index;
