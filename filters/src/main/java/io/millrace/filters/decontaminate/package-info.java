/**
 * Drops documents that contain evaluation data: word n-grams shared with evaluation sets (Brown et
 * al. 2020; Rae et al. 2021). Begin with {@link
 * io.millrace.filters.decontaminate.DecontaminateFilter}.
 *
 * <p>{@code EvaluationSets} reads the sets into an {@code NgramIndex}, once for a process; it is
 * the largest thing in memory of all filters. Look-ups come in blocks, because a table of this size
 * is not in a cache.
 *
 * <p>A set's text shorter than n words is compared as a whole.
 */
package io.millrace.filters.decontaminate;
