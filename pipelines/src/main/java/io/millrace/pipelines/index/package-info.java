/**
 * Builds an index of near duplicates from finished outputs, for the command {@code index}.
 *
 * <p>Start with {@link io.millrace.pipelines.index.IndexBuild}: it reads the documents of an
 * output, computes their keys as the stage {@code dedup-minhash} does, and writes segments with
 * checksums. {@code step.IndexStep} reads the index in a run; {@code io.millrace.dedup.index} has
 * its file format.
 *
 * <p>Trap: an index works only for recipes with the same settings of signatures, which it records.
 */
package io.millrace.pipelines.index;
