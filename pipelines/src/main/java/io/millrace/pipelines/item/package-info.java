/**
 * What crosses the shuffle: items, their bytes, and how they travel packed or in pieces.
 *
 * <p>Start with {@link io.millrace.pipelines.item.ItemKind}, which owns every kind with its tag and
 * format version. An {@link io.millrace.pipelines.item.EncodedItem} is a kind and bytes; {@link
 * io.millrace.pipelines.item.ItemCoder} is its coder. {@link io.millrace.pipelines.item.ShardItem}
 * is the decoded form, and {@link io.millrace.pipelines.item.ShardItemCodec} converts. {@link
 * io.millrace.pipelines.item.PackedItems} compresses many items into one; {@link
 * io.millrace.pipelines.item.Pieces} cuts one that is too large for a buffer of the engine.
 *
 * <p>Traps: the unsigned order of a document's bytes is the order of a shard, so a change of its
 * layout changes outputs. The bytes live only within a run.
 */
package io.millrace.pipelines.item;
