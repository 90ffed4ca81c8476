package io.millrace.pipelines.shard;

import io.millrace.corpus.ImageTextPair;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.ShardFormat;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.pair.ImageParquetWriter;
import io.millrace.shards.pair.WebDatasetWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The files of one shard of pairs, in either format. A shard without pairs has no files. */
final class PairFiles implements Closeable {

  private final ShardPlan plan;
  private final int shard;
  private final PendingFiles pending;
  private WebDatasetWriter tars;
  private ImageParquetWriter parquet;

  PairFiles(ShardPlan plan, int shard, PendingFiles pending) {
    this.plan = plan;
    this.shard = shard;
    this.pending = pending;
  }

  /** Writes a pair and returns the path of its file. */
  String write(ImageTextPair pair) throws IOException {
    if (plan.format() == ShardFormat.WEBDATASET) {
      if (tars == null) {
        tars = WebDatasetWriter.open(pending::create, shard, plan.images().orElseThrow().tars());
      }
      return tars.write(pair);
    }
    String path = Shards.imageParquetPath(shard, plan.shards());
    if (parquet == null) {
      parquet = ImageParquetWriter.open(pending.create(path), path);
    }
    parquet.write(pair);
    return path;
  }

  List<ShardInfo> finish() throws IOException {
    if (tars != null) {
      return tars.finish();
    }
    return parquet == null ? List.of() : List.of(parquet.finish());
  }

  @Override
  public void close() throws IOException {
    if (tars != null) {
      tars.close();
    }
    if (parquet != null) {
      parquet.close();
    }
  }
}
