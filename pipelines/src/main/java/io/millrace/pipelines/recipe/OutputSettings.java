package io.millrace.pipelines.recipe;

import io.millrace.connectors.kafka.KafkaOutput;
import io.millrace.connectors.shards.ShardFormat;
import io.millrace.connectors.shards.WebDatasetSettings;
import io.millrace.corpus.settings.Setting;

/**
 * The training set's files.
 *
 * @param format file format of the shards
 * @param shards number of shards for each language
 * @param compressionLevel level of zstd
 * @param webdataset how WebDataset shards are cut
 * @param mix weights by language and source
 * @param kafka topics to which a stream publishes what it has committed
 */
public record OutputSettings(
    @Setting("File format of the shards.") ShardFormat format,
    @Setting(value = "Number of shards for each language.", min = 1, max = 10_000) int shards,
    @Setting(value = "Level of zstd: higher is smaller and slower.", min = 1, max = 19)
        int compressionLevel,
    @Setting("How WebDataset shards of image-text pairs are cut.") WebDatasetSettings webdataset,
    @Setting("How often documents of a language or source are written.") MixSettings mix,
    @Setting("Topics to which 'millrace serve' publishes each window that it has committed.")
        KafkaOutput kafka) {

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
