/**
 * From shards to batches: which documents are read, in which order, and how they are packed into
 * sequences.
 *
 * <p>Begin with {@link Corpus}: it opens outputs of runs, checks every shard against its manifest,
 * and gives readers. {@link DataSettings} holds seed, mixture and lengths. {@link ShardFile} reads
 * one shard of any format through the module shards. {@link GroupStream} shuffles within a window,
 * {@link MixtureGroups} weights languages or sources, {@link PackedReader} packs tokens. {@link
 * TokenizedOutput} writes documents as tokens in Megatron-LM's files. {@link DataSplit} decides
 * what is held out.
 *
 * <p>Traps: a position is a few numbers ({@link ReaderPlace}), so a change of the order invalidates
 * checkpoints; the fingerprint in {@code Corpus} must then change too. A rephrased document has the
 * split of its source.
 */
package io.millrace.trainer.data;
