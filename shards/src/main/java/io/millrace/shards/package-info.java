/**
 * Formats of outputs, written and read without Beam. Begin with {@code layout}: {@code
 * layout.Shards} names the files of an output and decides in which shard a record is; {@code
 * layout.Manifest} lists them.
 *
 * <p>{@code text} has documents as JSON Lines and Parquet, and rejects; {@code pair} has image-text
 * pairs as WebDataset and Parquet; {@code verdict} has the tables of verdicts and of choices;
 * {@code megatron} has token files; {@code parquet} and {@code file} are shared by them; {@code
 * verify} checks a finished output.
 *
 * <p>Trap: a file is complete only when the manifest lists it with its hash and {@code _SUCCESS} is
 * there.
 */
package io.millrace.shards;
