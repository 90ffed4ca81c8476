/**
 * Items in the shuffle: their kinds, their encoding, packs of items, and pieces of huge items.
 *
 * <p>Start with {@link io.millrace.pipelines.item.ItemKind}, which defines each kind with its tag
 * and format version. An {@link io.millrace.pipelines.item.EncodedItem} is a kind and bytes; {@link
 * io.millrace.pipelines.item.ItemCoder} is its coder. {@link io.millrace.pipelines.item.ShardItem}
 * is the decoded form, and {@link io.millrace.pipelines.item.ShardItemCodec} converts. {@link
 * io.millrace.pipelines.item.PackedItems} compresses many items into one; {@link
 * io.millrace.pipelines.item.Pieces} splits an item that is too large for a buffer of the engine.
 *
 * <p>Traps: the unsigned order of a document's bytes is the order of a shard, so a change of its
 * layout changes outputs. The bytes live only within a run.
 */
package io.millrace.pipelines.item;
