package io.millrace.pipelines.recipe;

import io.millrace.api.Setting;
import io.millrace.connectors.kafka.KafkaOutput;
import io.millrace.shards.layout.ShardFormat;
import io.millrace.shards.pair.WebDatasetSettings;

/**
 * The training set's files.
 *
 * @param format file format of the shards
 * @param shards number of shards for each language, or {@link #AUTO}
 * @param compressionLevel level of zstd
 * @param webdataset how WebDataset shards are cut
 * @param mix weights by language and source
 * @param kafka topics to which a stream publishes what it has committed
 */
public record OutputSettings(
    @Setting("File format of the shards.") ShardFormat format,
    @Setting(
            value =
                "Number of shards for each language, or 'auto': one for every 16 MiB of input"
                    + " files, at most 64.",
            min = 1,
            max = 10_000,
            auto = true)
        int shards,
    @Setting(value = "Level of zstd: higher is smaller and slower.", min = 1, max = 19)
        int compressionLevel,
    @Setting("How WebDataset shards of image-text pairs are cut.") WebDatasetSettings webdataset,
    @Setting("How often documents of a language or source are written.") MixSettings mix,
    @Setting("Topics to which 'millrace serve' publishes each window that it has committed.")
        KafkaOutput kafka) {

  /** The run computes the number of shards from its input. */
  public static final int AUTO = 0;

  private static final long AUTO_BYTES = 16 << 20;
  private static final long AUTO_MOST = 64;

  /**
   * Replaces {@link #AUTO} by a number of shards.
   *
   * @param inputBytes size of all input files, compressed or not. The number depends on nothing
   *     else, so that the same input gives the same shards everywhere.
   */
  public OutputSettings withShardsFor(long inputBytes) {
    long wanted = (inputBytes + AUTO_BYTES - 1) / AUTO_BYTES;
    int chosen = (int) Math.max(1, Math.min(AUTO_MOST, wanted));
    return new OutputSettings(format, chosen, compressionLevel, webdataset, mix, kafka);
  }

  public static OutputSettings defaults() {
    return new OutputSettings(
        ShardFormat.JSONL,
        8,
        3,
        WebDatasetSettings.defaults(),
        MixSettings.defaults(),
        KafkaOutput.defaults());
  }
}
