/**
 * What crosses the shuffle: items, their bytes, and how they travel packed or in pieces.
 *
 * <p>Start with {@link io.millrace.pipelines.item.ShardItem}, the kinds of items, and {@link
 * io.millrace.pipelines.item.ShardItemCodec}, their bytes. {@link
 * io.millrace.pipelines.item.PackedItems} compresses many into one; {@link
 * io.millrace.pipelines.item.Pieces} cuts one that is too large for a buffer of the engine.
 *
 * <p>Traps: the unsigned order of a document's bytes is the order of a shard, so a change of its
 * layout changes outputs. The bytes live only within a run.
 */
package io.millrace.pipelines.item;
