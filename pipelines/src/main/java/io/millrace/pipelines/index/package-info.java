/**
 * Makes an index of near duplicates from finished outputs: the command {@code index}.
 *
 * <p>Begin with {@link io.millrace.pipelines.index.IndexBuild}: it reads the documents of the
 * outputs, computes their keys as the stage {@code dedup-minhash} does, and writes segments with a
 * checksum each. Runs use the index in {@code step.IndexStep}; its files are in {@code
 * io.millrace.dedup.index}.
 *
 * <p>Trap: an index serves only recipes with the same settings of signatures; it names them.
 */
package io.millrace.pipelines.index;
