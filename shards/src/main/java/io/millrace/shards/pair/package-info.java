/**
 * Shards of image-text pairs: WebDataset tars with the companion files of img2dataset, and Parquet
 * with images.
 *
 * <p>Begin with {@link PairRow}, what a shard says of a pair. {@link WebDatasetWriter} and {@link
 * ImageParquetWriter} write pairs; {@link PairReader} reads shards that millrace wrote and refuses
 * anything else. {@link SampleReader} reads any WebDataset tar and serves readers of inputs too.
 * {@link CaptionReader} reads captions only, for training on text.
 *
 * <p>Traps: members of a sample follow one another and share the part of their name before the
 * first dot. A shard that exceeds its limits continues in a further tar with its own companion
 * files. The image's bytes are not copied; they must not change after {@code write}.
 */
package io.millrace.shards.pair;
