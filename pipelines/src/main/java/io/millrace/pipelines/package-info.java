/**
 * Recipes become Beam pipelines that make outputs.
 *
 * <p>Begin with {@link io.millrace.pipelines.batch.MillRun} (files) or {@link
 * io.millrace.pipelines.stream.MillService} (a topic of Kafka). Both take a record through the
 * {@code chain} and its {@code step}s, compare duplicates and write shards by {@code flow}, make
 * each shard in {@code shard}, and end an output in {@code commit} and {@code output}. {@code
 * recipe} reads recipes, {@code engine} runs pipelines, {@code item} owns the format of everything
 * that crosses a shuffle.
 *
 * <p>Trap: transforms are thin. What can be a plain class is one, so that tests need no engine.
 */
package io.millrace.pipelines;
