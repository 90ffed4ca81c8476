/**
 * From shards to batches: readers of every shard format, their order, weights and windows of
 * shuffling, and packing to sequences.
 */
package io.millrace.trainer.data;
