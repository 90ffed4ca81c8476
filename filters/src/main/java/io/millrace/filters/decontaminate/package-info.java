/**
 * Drops documents that contain evaluation data: word n-grams shared with evaluation sets (Brown et
 * al. 2020; Rae et al. 2021). Begin with {@link
 * io.millrace.filters.decontaminate.DecontaminateFilter}.
 *
 * <p>{@code EvaluationSets} reads the sets into an {@code NgramIndex}, once per process; no other
 * filter needs as much memory. Lookups come in blocks, because the table does not fit into a cache.
 *
 * <p>A text of a set with fewer than n words is compared as a whole.
 */
package io.millrace.filters.decontaminate;
