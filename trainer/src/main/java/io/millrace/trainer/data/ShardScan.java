package io.millrace.trainer.data;

import io.millrace.shards.file.LocalFile;
import io.millrace.shards.layout.SuccessFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The result of one read of a whole shard.
 *
 * @param sizes amount of text by split and tag
 * @param problem why the shard cannot be used, or ""
 */
record ShardScan(Shard shard, Map<DataSplit, SortedMap<TextTag, Size>> sizes, String problem) {

  /** A shard with more tags than this has a mistake in its sources. */
  private static final int MAX_TAGS = 100_000;

  SortedMap<TextTag, Size> sizes(DataSplit split) {
    return sizes.get(split);
  }

  /** Reads shards; results are in their order whatever the number of threads. */
  static List<ShardScan> all(List<Shard> shards, DataSettings settings) {
    ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
    try {
      List<Future<ShardScan>> futures = new ArrayList<>();
      for (Shard shard : shards) {
        futures.add(threads.submit(() -> of(shard, settings)));
      }
      List<ShardScan> scans = new ArrayList<>();
      for (Future<ShardScan> future : futures) {
        scans.add(future.get());
      }
      return scans;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ShardException("interrupted while shards were checked", stopped);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  static ShardScan of(Shard shard, DataSettings settings) {
    Map<DataSplit, SortedMap<TextTag, Size>> sizes = new EnumMap<>(DataSplit.class);
    for (DataSplit split : DataSplit.values()) {
      sizes.put(split, new TreeMap<>());
    }
    String problem = "";
    try (ShardFile file = ShardFile.open(shard.file())) {
      if (!SuccessFile.sha256(new LocalFile(shard.file())).equals(shard.sha256())) {
        throw new IOException("its sha256 is not that of the manifest");
      }
      long records = 0;
      for (TrainingItem item = file.next(); item != null; item = file.next()) {
        records++;
        SortedMap<TextTag, Size> mine =
            sizes.get(DataSplit.of(item.document(), settings.heldOut()));
        mine.merge(item.tag(), item.size(), Size::plus);
        if (mine.size() > MAX_TAGS) {
          throw new IOException("it has more than " + MAX_TAGS + " sources");
        }
      }
      if (records != shard.records()) {
        throw new IOException("it has " + records + " documents, not " + shard.records());
      }
    } catch (IOException failed) {
      problem = RunOutput.problem(shard.file(), failed);
    }
    return new ShardScan(shard, sizes, problem);
  }
}
