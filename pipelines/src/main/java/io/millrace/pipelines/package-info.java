/**
 * Runs recipes as Beam pipelines, in batch or as a stream, and writes their outputs.
 *
 * <p>Start with {@link io.millrace.pipelines.batch.MillRun} (files) or {@link
 * io.millrace.pipelines.stream.MillService} (Kafka topics). Both take a record through the {@code
 * chain} and its {@code step}s, find duplicates and write shards with {@code flow} and {@code
 * shard}, and finish the output with {@code commit} and {@code output}. {@code recipe} reads
 * recipes, {@code engine} runs pipelines, {@code item} defines the format of all that crosses a
 * shuffle.
 *
 * <p>Trap: keep transforms thin. Logic belongs in plain classes, which tests call without an
 * engine.
 */
package io.millrace.pipelines;
