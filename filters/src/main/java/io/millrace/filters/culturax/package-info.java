/**
 * The document metrics of CulturaX (Nguyen et al. 2023) by the formulas of ROOTS (Laurençon et al.
 * 2022). Begin with {@link io.millrace.filters.culturax.CulturaxFilter}.
 *
 * <p>Eleven of the twelve metrics are measured. Perplexity is not: it needs a language model for
 * each language. Thresholds by language are settings, which {@code millrace calibrate} computes
 * from a corpus; NaN switches a metric off.
 *
 * <p>{@code NgramCounts} keeps 32 bits of the hash of each n-gram; rare collisions are accepted.
 */
package io.millrace.filters.culturax;
